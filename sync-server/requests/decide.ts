import { sql } from 'drizzle-orm';
import type { Actor } from '../../schema/actor.ts';
import { refuse, type Outcome, type Refusal } from '../../schema/outcome.ts';
import { securityEvent } from '../audit/audit.ts';
import type { FaultPoint } from '../faults.ts';
import type { Database, Queries, Tx } from '../record/database.ts';
import { collectTouches } from '../record/touch.ts';
import { admit } from './admit.ts';
import { afterFailure, type AfterFailure } from './failure.ts';
import { mayHold } from './hold.ts';
import type { Decision, Incoming } from './incoming.ts';
import { contextOf, handlerOf, judgeRequest, refusedOutcome } from './judge.ts';
import { lockDevices, type LockedDevice } from './lock-devices.ts';
import type { HandlerTable } from './register.ts';
import { storeRequests, viewsTouched, type Judged } from './store.ts';

export interface DecideDeps {
  readonly database: Database;
  readonly handlers: HandlerTable;
  readonly readActors: (q: Queries, accounts: readonly string[], lock?: boolean) => Promise<ReadonlyMap<string, Actor>>;
  readonly faultPoint: FaultPoint;
  readonly log: { error(facts: object, words: string): void };
}

/** How long requests that share a commit wait for somebody's lock before each goes on alone. */
const SHARED_WAIT_MS = 200;

/** One request, one transaction (R1). Never rejects: what goes wrong here is this request's alone, and waits (R4). */
export async function decide(incoming: Incoming, deps: DecideDeps): Promise<Decision> {
  let declined: Refusal | null = null;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const found: Refusal | null = declined;
      const [decision] = await deps.database.transaction((tx) => decideIn(tx, [incoming], deps, found));
      if (decision) return decision;
      throw new Error('A request was decided without a decision');
    } catch (error) {
      const next: AfterFailure = afterFailure(error, attempt);
      const again = next.kind === 'again' || (next.kind === 'decline' && !declined);
      if (next.kind === 'decline') declined = next.refusal;
      if (again) continue;
      deps.log.error({ err: error, request: incoming.envelope.id, type: incoming.envelope.type }, 'request not judged');
      return { kind: 'retry', refusal: refuse('request.notNow') };
    }
  }
}

/**
 * Requests that have nothing in common, in one transaction and one commit: all of them are decided, or it rejects and
 * none was. Not promised: that nothing happened when it rejects (an unknown COMMIT). Deciding each alone then finds its
 * outcome, or decides for the first time.
 */
export async function decideTogether(incoming: readonly Incoming[], deps: DecideDeps): Promise<Decision[]> {
  return deps.database.transaction(async (tx) => {
    const patience = tx.query(sql.raw(`set local lock_timeout = '${SHARED_WAIT_MS}ms'`));
    const [decisions] = await Promise.all([decideIn(tx, incoming, deps, null), patience]);
    return decisions;
  });
}

/** @param declined what an earlier attempt found out with its effect half written */
async function decideIn(tx: Tx, incoming: readonly Incoming[], deps: DecideDeps, declined: Refusal | null): Promise<Decision[]> {
  const accounts = [...new Set(incoming.map(({ envelope }) => envelope.account))];
  // Asked together, answered in order: the actors are read under the devices' locks.
  const [devices, actors] = await Promise.all([lockDevices(tx, incoming), deps.readActors(tx, accounts, true)]);
  const all = await Promise.all(incoming.map((one, at): Promise<Decided> => {
    const device = devices[at];
    if (!device) return Promise.resolve({ decision: { kind: 'refused', refusal: refuse('device.unknown') } });
    return decideOne(shareOf(tx), one, { device, actor: actors.get(one.envelope.account) ?? null }, deps, declined);
  }));
  const judged = all.flatMap((one) => one.judged ?? []);
  if (judged.length > 0) storeRequests(tx, judged);
  for (const _ of judged) deps.faultPoint('beforeCommit');
  return all.map(({ decision }) => decision);
}

/** The same transaction under a name of its own: touches are collected for each request. */
const shareOf = (tx: Tx): Tx => ({ ...tx });

/** `judged`: to be stored. */
interface Decided { readonly decision: Decision; readonly judged?: Judged }

async function decideOne(
  tx: Tx, incoming: Incoming, { device, actor }: { device: LockedDevice; actor: Actor | null }, deps: DecideDeps, declined: Refusal | null,
): Promise<Decided> {
  const { envelope, receivedAt } = incoming;
  const admission = admit(incoming, device);
  if (admission.kind === 'refused' && admission.refusal.code === 'request.otherBytes') {
    await securityEvent(tx, { kind: 'request.otherBytes', account: envelope.account, device: envelope.device, detail: { request: envelope.id } });
  }
  if (admission.kind === 'stored') return { decision: { ...admission, actor, touched: device.known?.touched ?? [] } };
  if (admission.kind === 'refused' || admission.kind === 'retry') return { decision: admission };

  const { handler, body } = handlerOf(deps.handlers, incoming);
  const held = !actor || (admission.kind === 'settled' && admission.state === 'held');
  if (held && !(await mayHold(tx, envelope.account, envelope.device, envelope.type))) return { decision: { kind: 'refused', refusal: refuse('device.revoked') } };

  const touches = collectTouches(tx);
  const context = actor ? contextOf(tx, actor, incoming) : null;
  let outcome: Outcome;
  if (held || !context) outcome = { state: 'held', at: receivedAt, refusal: admission.kind === 'settled' ? refuse(admission.code) : refuse('account.closed') };
  else if (declined) outcome = refusedOutcome(receivedAt, declined);
  else if (admission.kind === 'settled') outcome = refusedOutcome(receivedAt, refuse(admission.code));
  else outcome = await judgeRequest(context, handler, body);

  const judged: Judged = {
    incoming, clinic: device.clinic, actor, patient: handler.patientOf(body), stamp: context?.request.stamp ?? receivedAt, outcome, touches,
  };
  return { judged, decision: { kind: 'stored', outcome, actor, touched: viewsTouched(judged) } };
}
