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
import { lockDevice } from './lock-device.ts';
import type { HandlerTable } from './register.ts';
import { storeRequest } from './store.ts';

export interface DecideDeps {
  readonly database: Database;
  readonly handlers: HandlerTable;
  readonly readActor: (q: Queries, account: string, lock?: boolean) => Promise<Actor | null>;
  readonly faultPoint: FaultPoint;
  readonly log: { error(facts: object, words: string): void };
}

/** One request, one transaction (R1). Never rejects: what goes wrong here is this request's alone, and waits (R4). */
export async function decide(incoming: Incoming, deps: DecideDeps): Promise<Decision> {
  let declined: Refusal | null = null;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const found: Refusal | null = declined;
      return await deps.database.transaction((tx) => decideIn(tx, incoming, deps, found));
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

/** @param declined what an earlier attempt found out with its effect half written */
async function decideIn(tx: Tx, incoming: Incoming, deps: DecideDeps, declined: Refusal | null): Promise<Decision> {
  const { envelope, receivedAt } = incoming;
  // Asked together, answered in order: the actor is read under the device's lock.
  const [device, actor] = await Promise.all([lockDevice(tx, incoming), deps.readActor(tx, envelope.account, true)]);
  if (!device) return { kind: 'refused', refusal: refuse('device.unknown') };
  const admission = admit(incoming, device);
  if (admission.kind === 'refused' && admission.refusal.code === 'request.otherBytes') {
    await securityEvent(tx, { kind: 'request.otherBytes', account: envelope.account, device: envelope.device, detail: { request: envelope.id } });
  }
  if (admission.kind === 'stored') return { ...admission, actor, touched: device.known?.touched ?? [] };
  if (admission.kind === 'refused' || admission.kind === 'retry') return admission;

  const { handler, body } = handlerOf(deps.handlers, incoming);
  const held = !actor || (admission.kind === 'settled' && admission.state === 'held');
  if (held && !(await mayHold(tx, envelope.account, envelope.device))) return { kind: 'refused', refusal: refuse('device.revoked') };

  const touches = collectTouches(tx);
  const context = actor ? contextOf(tx, actor, incoming) : null;
  let outcome: Outcome;
  if (held || !context) outcome = { state: 'held', at: receivedAt, refusal: admission.kind === 'settled' ? refuse(admission.code) : refuse('account.closed') };
  else if (declined) outcome = refusedOutcome(receivedAt, declined);
  else if (admission.kind === 'settled') outcome = refusedOutcome(receivedAt, refuse(admission.code));
  else outcome = await judgeRequest(context, handler, body);

  const views = storeRequest(tx, {
    incoming, clinic: device.clinic, actor, patient: handler.patientOf(body), stamp: context?.request.stamp ?? receivedAt, outcome, touches,
  });
  deps.faultPoint('beforeCommit');
  return { kind: 'stored', outcome, actor, touched: views };
}
