import type { PostResult } from './post-requests.ts';
import type { Contact } from './views/types.ts';

/** What the device knows of its line to the clinic, from answers alone. Device clock, ms, but where said. */
export interface ContactFacts {
  readonly reach: 'unknown' | 'answered' | 'refused' | 'notOurs' | 'noAnswer';
  /** Since when it has been so. */
  readonly since: number;
  /** Server clock: the last time it answered. */
  readonly lastAnswer: number | null;
  /** Server clock minus device clock at that answer. */
  readonly clockOff: number;
  /** Whether this account has a session here, as our server's answers show. */
  readonly session: 'unknown' | 'yes' | 'no';
  /** Our server reads nothing from an app this old. */
  readonly tooOld: boolean;
}

export const noContact = (now: number): ContactFacts =>
  ({ reach: 'unknown', since: now, lastAnswer: null, clockOff: 0, session: 'unknown', tooOld: false });

/** What asking for views taught. It needs the session, so that an answer proves one. */
export function afterViews(facts: ContactFacts, contact: Contact, now: number): ContactFacts {
  switch (contact.kind) {
    case 'answered': return answered({ ...facts, session: 'yes', tooOld: false }, contact.serverTime, now);
    case 'signIn': return { ...reached(facts, 'answered', now), session: 'no' };
    case 'refused': return { ...reached(facts, 'refused', now), tooOld: isTooOld(contact.code) };
    case 'notOurs': return reached(facts, 'notOurs', now);
    case 'noAnswer': return reached(facts, 'noAnswer', now);
  }
}

/**
 * What a delivery taught. It needs no session (R11).
 * @param session its answers: bare ones prove that there is no session of this account, full ones that there is; null for neither
 */
export function afterDelivery(facts: ContactFacts, result: PostResult, session: boolean | null, now: number): ContactFacts {
  if (result.kind === 'refused') return { ...reached(facts, 'refused', now), tooOld: isTooOld(result.code) };
  if (result.kind !== 'answered') return reached(facts, result.kind, now);
  const heard = answered({ ...facts, tooOld: false }, result.answer.receivedAt, now);
  return session === null ? heard : { ...heard, session: session ? 'yes' : 'no' };
}

function answered(facts: ContactFacts, serverTime: number, now: number): ContactFacts {
  return { ...reached(facts, 'answered', now), lastAnswer: serverTime, clockOff: serverTime - now };
}

function reached(facts: ContactFacts, reach: ContactFacts['reach'], now: number): ContactFacts {
  return facts.reach === reach ? facts : { ...facts, reach, since: now };
}

function isTooOld(code: string): boolean {
  return code.endsWith('.tooOld');
}
