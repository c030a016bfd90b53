import type { AnyRequestDefinition } from './request-definition.ts';
import { accountRequests } from './accounts.ts';
import { messageRequests } from './message-requests.ts';
import { patientRequests } from './patients.ts';
import { triageRequests } from './triage-requests.ts';

/** Table two: everything a person can ask for. Gathered from the nouns; a name twice is a mistake found at start. */
const rows: readonly AnyRequestDefinition[] = [...patientRequests, ...accountRequests, ...messageRequests, ...triageRequests];

export const requestTable: ReadonlyMap<string, AnyRequestDefinition> = gather(rows);

function gather(definitions: readonly AnyRequestDefinition[]): Map<string, AnyRequestDefinition> {
  const table = new Map<string, AnyRequestDefinition>();
  for (const definition of definitions) {
    if (table.has(definition.type)) throw new Error(`Two requests are called ${definition.type}`);
    table.set(definition.type, definition);
  }
  return table;
}

/** Codes of a decision that lost to another one: outcome `superseded`, not `declined` (DESIGN §2). */
export const supersededCodes: ReadonlySet<string> = new Set(['thread.taken', 'thread.closedBy', 'thread.releasedSince', 'thread.openAlready', 'activation.already']);

export type ParsedBody =
  | { readonly ok: true; readonly definition: AnyRequestDefinition; readonly body: never }
  | { readonly ok: false; readonly code: 'request.unknownType' | 'request.tooNew' | 'request.tooOld' | 'request.notReadable'; readonly detail: string };

/**
 * Body of any known version → today's body, upcast step by step and checked once at the end. The body comes back as
 * `never`: it may be handed to this definition's own functions and to nothing else.
 */
export function parseBody(type: string, v: number, raw: unknown): ParsedBody {
  const definition = requestTable.get(type);
  if (!definition) return { ok: false, code: 'request.unknownType', detail: type };
  if (v > definition.v) return { ok: false, code: 'request.tooNew', detail: `${type} v${v}` };
  let body = raw;
  for (let version = v; version < definition.v; version += 1) {
    const upcast = definition.upcasts?.[version];
    if (!upcast) return { ok: false, code: 'request.tooOld', detail: `${type} v${version}` };
    body = upcast(body);
  }
  const parsed = definition.body.safeParse(body);
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.join('.') ?? '';
    return { ok: false, code: 'request.notReadable', detail: `${type} ${where}` };
  }
  return { ok: true, definition, body: parsed.data as never };
}
