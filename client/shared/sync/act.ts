import type { Actor } from '../../../schema/actor.ts';
import { MAX_REQUEST_BYTES, type Envelope } from '../../../schema/envelope.ts';
import { newId } from '../../../schema/ids.ts';
import { refuse, type Refusal } from '../../../schema/outcome.ts';
import type { AnyRequestDefinition, ViewReader } from '../../../schema/request-definition.ts';
import { parseBodyBy } from '../../../schema/request-table.ts';
import type { AccountDatabase, StoredRequest } from '../local/account-database.ts';
import type { LocalAccount } from '../local/device.ts';
import { findKey, signText } from '../local/key-store.ts';
import { createRequestStore } from '../local/request-store.ts';
import { seal } from '../local/seal.ts';
import { isFull } from '../local/steady.ts';
import type { ActOptions } from './sync-interface.ts';

export interface ActDeps {
  readonly account: LocalAccount;
  readonly database: AccountDatabase;
  readonly actor: () => Actor | null;
  /** Views with what waits on top. */
  readonly reader: ViewReader;
  /** Makes sure that `reader` knows what this device holds of these views. */
  readonly load: (views: readonly string[]) => Promise<void>;
  /** The clinic answers now: for what cannot wait. */
  readonly reachable: () => boolean;
  readonly now: () => number;
  /** On a full disk: lets go of what the clinic can give again, and writes again. */
  readonly tight: <T>(write: () => Promise<T>) => Promise<T>;
}

export type Saving = { readonly ok: true; readonly row: StoredRequest } | { readonly ok: false; readonly refusal: Refusal };

/**
 * What a person asks for, as far as this device can take it: judged with the clinic's own rules to explain (R8), its
 * bytes fixed and signed, and on the disk when this resolves (R9). Nothing is sent here.
 */
export type SaveRequest = (definition: AnyRequestDefinition, body: unknown, options?: ActOptions) => Promise<Saving>;

export function createSaveRequest(deps: ActDeps): SaveRequest {
  // One after another, so that `n` is the order in which a person did things.
  let last: Promise<unknown> = Promise.resolve();
  return (definition, body, options = {}) => {
    const mine = last.then(() => saveRequest(deps, definition, body, options));
    last = mine.catch(() => undefined);
    return mine;
  };
}

async function saveRequest(deps: ActDeps, definition: AnyRequestDefinition, raw: unknown, options: ActOptions): Promise<Saving> {
  const { account, actor: readActor, now } = deps;
  const no = (refusal: Refusal): Saving => ({ ok: false, refusal });
  const parsed = parseBodyBy({ get: () => definition }, definition.type, definition.v, raw);
  if (!parsed.ok) return no(refuse(parsed.code));
  const actor = readActor();
  const key = await findKey(deps.database, account.deviceId);
  if (!actor || !key) return no(refuse('device.notReady'));
  if (definition.offline !== true && !deps.reachable()) return no(refuse(definition.offline.why));
  const { body } = parsed;
  const facts = await withViews(deps, (views) => definition.facts(views, actor, body) as never);
  const verdict = definition.may(actor, body, facts);
  if (verdict !== true) return no(verdict);
  const saw = await withViews(deps, (views) => definition.saw?.(views, actor, body) ?? 0);

  const id = newId();
  const store = createRequestStore(deps.database);
  const savedAt = now();
  const holdMs = options.holdMs ?? definition.holdMs ?? 0;
  const optional = {
    ...(options.after && options.after.length > 0 ? { after: [...options.after] } : {}),
    ...(holdMs > 0 ? { notBefore: savedAt + holdMs } : {}),
  };
  for (;;) {
    const n = await store.nextNumber();
    const envelope: Envelope = {
      id, account: account.id, device: account.deviceId, n, ...optional, type: definition.type, v: definition.v,
      ...(saw > 0 ? { saw } : {}), deviceTime: savedAt, body,
    };
    const bytes = JSON.stringify(envelope);
    if (new TextEncoder().encode(bytes).byteLength > MAX_REQUEST_BYTES) return no(refuse('request.tooLong'));
    const row: StoredRequest = {
      id, n, type: definition.type, v: definition.v, state: 'saved', open: 1, savedAt, saw, ...optional, ...patientOf(body),
      body: await seal<unknown>(body), bytes: await seal(bytes), signature: await signText(key.privateKey, bytes),
      size: JSON.stringify(bytes).length + 120,
    };
    try {
      if (await deps.tight(() => store.save(row, options.draft))) return { ok: true, row };
    } catch (error) {
      if (isFull(error)) return no(refuse('device.full'));
      throw error;
    }
  }
}

/** Runs a question over the views; when it looked at one that is not in memory, loads that and asks once more. */
async function withViews<T>({ reader, load }: ActDeps, ask: (views: ViewReader) => T): Promise<T> {
  const looked = new Set<string>();
  const answer = ask({
    entry: (view, section, id) => { looked.add(view); return reader.entry(view, section, id); },
    entries: (view, section) => { looked.add(view); return reader.entries(view, section); },
  });
  if (looked.size === 0) return answer;
  await load([...looked]);
  return ask(reader);
}

function patientOf(body: unknown): { patient?: string } {
  return typeof body === 'object' && body !== null && 'patient' in body && typeof body.patient === 'string' ? { patient: body.patient } : {};
}
