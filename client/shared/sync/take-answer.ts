import type { RequestAnswer } from '../../../schema/sync.ts';
import type { StoredRequest } from '../local/account-database.ts';
import { isWaiting } from '../local/request-store.ts';

const SECOND = 1000;
/** For "later": the clinic did not judge it now. Nothing a person has to know about, and no countdown. */
const LATER_MS = [2 * SECOND, 5 * SECOND, 15 * SECOND, 60 * SECOND, 5 * 60 * SECOND, 15 * 60 * SECOND] as const;

/** @param times how often it was said, from 1 */
export function laterMs(times: number): number {
  return LATER_MS[Math.min(times, LATER_MS.length) - 1] ?? LATER_MS[0];
}

/** Refusals of the device, not of the words: signing in again mends them, and the same bytes are sent again. */
const mendable: ReadonlySet<string> = new Set(['device.unknown', 'device.signInAgain']);

/**
 * What an answer makes of a request. An outcome is taken as it is; a bare state (no session here, R11) is taken too, and
 * asked about again once there is one. "Refused" is believed only with its reason: without one, or when signing in again
 * mends it, the request stays.
 */
export function takeAnswer(stored: StoredRequest, answer: RequestAnswer, now: number): StoredRequest {
  const { inFlightSince: _over, ask: _asked, ...row } = stored;
  if (answer.state === 'retry' || (answer.state === 'refused' && !isFinalRefusal(answer))) {
    const tries = (row.tries ?? 0) + 1;
    return { ...row, ...(stored.ask ? { ask: 1 as const } : {}), tries, retryAt: now + laterMs(tries) };
  }
  const { retryAt: _at, tries: _tries, ...settled } = row;
  // An earlier answer stands: what is refused now was not stored, or is no news.
  if (answer.state === 'refused') return isWaiting(row) ? { ...settled, state: 'refused', open: 1, answeredAt: now, ...reason(answer) } : settled;
  const known = answer.outcome !== undefined;
  const asked = (row.asked ?? 0) + 1;
  return {
    ...settled,
    state: answer.state,
    asked,
    answeredAt: answer.outcome?.at ?? row.answeredAt ?? now,
    ...reason(answer),
    ...(answer.positions ? { positions: answer.positions } : {}),
    // A bare answer again would come at once: ask after a while.
    ...(known ? {} : { ask: 1 as const, retryAt: now + laterMs(asked) }),
    // Done with: only what its views show counts. The rest stays until its author has put it away (R5).
    ...(answer.state !== 'done' && row.dismissedAt === undefined ? { open: 1 as const } : {}),
  };
}

function isFinalRefusal(answer: RequestAnswer): boolean {
  return answer.refusal !== undefined && !mendable.has(answer.refusal.code);
}

function reason(answer: RequestAnswer): Pick<StoredRequest, 'refusal'> {
  const refusal = answer.outcome?.refusal ?? answer.refusal;
  if (!refusal) return {};
  return { refusal: refusal.params ? { code: refusal.code, params: refusal.params } : { code: refusal.code } };
}

/** Whether an answer says that this device must sign in before it can deliver. */
export function asksForSignIn(answer: RequestAnswer): boolean {
  return (answer.state === 'refused' && !isFinalRefusal(answer)) || answer.refusal?.code === 'device.signInAgain';
}
