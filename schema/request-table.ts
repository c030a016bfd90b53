import type { AnyRequestDefinition } from './request-definition.ts';

/** Type → row. An app that never asks for some of them need not carry them. */
export type RequestTable = Pick<ReadonlyMap<string, AnyRequestDefinition>, 'get'>;

/** A name twice is a mistake found at start. */
export function gatherRequests(definitions: readonly AnyRequestDefinition[]): Map<string, AnyRequestDefinition> {
  const table = new Map<string, AnyRequestDefinition>();
  for (const definition of definitions) {
    if (table.has(definition.type)) throw new Error(`Two requests are called ${definition.type}`);
    table.set(definition.type, definition);
  }
  return table;
}

export type ParsedBody =
  | { readonly ok: true; readonly definition: AnyRequestDefinition; readonly body: never }
  | { readonly ok: false; readonly code: 'request.unknownType' | 'request.tooNew' | 'request.tooOld' | 'request.notReadable'; readonly detail: string };

/**
 * Body of any known version → today's body, upcast step by step and checked once at the end. The body comes back as
 * `never`: it may be handed to this definition's own functions and to nothing else.
 */
export function parseBodyBy(table: RequestTable, type: string, v: number, raw: unknown): ParsedBody {
  const definition = table.get(type);
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
