import { describe, expect, it } from 'vitest';
import { afterDelivery, afterViews, noContact, type ContactFacts } from './contact.ts';
import { deriveState, mayClose, type SyncFacts } from './derive-state.ts';
import type { SyncState } from '../ui/sync-state.ts';
import type { PostResult } from './post-requests.ts';

const now = 1_000_000;
const answered = afterViews(noContact(now), { kind: 'answered', serverTime: now }, now);
const facts = (over: Partial<SyncFacts> = {}): SyncFacts => ({
  contact: answered, networkHint: true, waiting: 0, needsYou: 0, moving: null, receivingPercent: null, lowRoomMb: null, live: false, now, ...over,
});
const kind = (over: Partial<SyncFacts>): string => deriveState(facts(over)).kind;
const contact = (over: Partial<ContactFacts>): ContactFacts => ({ ...answered, ...over });

describe('the one chip', () => {
  it('[R9] says "up to date" only when our server answered and nothing waits', () => {
    expect(deriveState(facts({ live: true }))).toEqual({ kind: 'current', asOf: now, live: true });
    expect(kind({ waiting: 1 })).toBe('sending');
    expect(kind({ contact: noContact(now) })).toBe('receiving');
    expect(kind({ contact: noContact(now - 8_000) })).toBe('slow');
  });

  it('never takes the browser\'s word for being online, only for which sentence to say when nobody answers', () => {
    const away = contact({ reach: 'noAnswer', since: 5 });
    expect(deriveState(facts({ contact: away }))).toEqual({ kind: 'unreachable', since: 5 });
    expect(kind({ contact: away, networkHint: false })).toBe('offline');
    expect(deriveState(facts({ contact: away, networkHint: false, waiting: 3 }))).toEqual({ kind: 'offlineWaiting', count: 3 });
    expect(kind({ networkHint: false })).toBe('current');
    expect(kind({ contact: contact({ reach: 'notOurs' }) })).toBe('captive');
    expect(kind({ contact: contact({ reach: 'refused' }), networkHint: false })).toBe('unreachable');
  });

  it('[R9] counts what is only here however badly the line is, so that nobody takes it for sent', () => {
    const counted = (over: Partial<SyncFacts>): SyncState => deriveState(facts({ waiting: 2, ...over }));
    expect(counted({ contact: contact({ reach: 'noAnswer', since: 5 }) })).toEqual({ kind: 'unreachable', since: 5, count: 2 });
    expect(counted({ contact: contact({ reach: 'notOurs', since: 5 }) })).toEqual({ kind: 'captive', since: 5, count: 2 });
    expect(counted({ moving: { n: 1, of: 2, since: now - 8_000 } })).toEqual({ kind: 'slow', count: 2 });
  });

  it('puts first what only the person can mend', () => {
    const away = contact({ reach: 'noAnswer' });
    expect(kind({ needsYou: 1, contact: away })).toBe('needsYou');
    expect(kind({ needsYou: 1, contact: contact({ tooOld: true }) })).toBe('appTooOld');
    expect(deriveState(facts({ contact: contact({ session: 'no' }), waiting: 2 }))).toEqual({ kind: 'signedOut', count: 2 });
    expect(kind({ contact: contact({ session: 'no', reach: 'noAnswer' }) })).toBe('unreachable');
  });

  it('[R10] closes a session that has ended also where what it brought was not accepted, and never in the middle of a delivery', () => {
    const ended = contact({ session: 'no' });
    expect(mayClose(deriveState(facts({ contact: ended })))).toBe(true);
    expect(mayClose(deriveState(facts({ contact: ended, needsYou: 3 })))).toBe(true);
    expect(mayClose(deriveState(facts({ contact: ended, moving: { n: 1, of: 2, since: now } })))).toBe(false);
  });

  it('says what moves, and that it is slow after eight seconds without an answer', () => {
    expect(deriveState(facts({ moving: { n: 2, of: 3, since: now - 7_999 } }))).toEqual({ kind: 'sending', n: 2, of: 3 });
    expect(kind({ moving: { n: 2, of: 3, since: now - 8_000 } })).toBe('slow');
    expect(deriveState(facts({ receivingPercent: 35 }))).toEqual({ kind: 'receiving', percent: 35 });
  });

  it('[R3] tells a clock that is more than five minutes off, either way, and a device that is nearly full', () => {
    for (const clockOff of [300_001, -300_001]) expect(kind({ contact: contact({ clockOff }) })).toBe('clockWrong');
    expect(kind({ contact: contact({ clockOff: 299_000 }) })).toBe('current');
    expect(deriveState(facts({ lowRoomMb: 120 }))).toEqual({ kind: 'storageLow', mb: 120 });
  });
});

describe('contact', () => {
  it('[R11] a delivery proves no session unless its answers do', () => {
    const answer: PostResult = { kind: 'answered', answer: { receivedAt: now + 1000, answers: [] } };
    expect(afterDelivery(noContact(now), answer, null, now)).toMatchObject({ reach: 'answered', session: 'unknown', lastAnswer: now + 1000, clockOff: 1000 });
    expect(afterDelivery(answered, answer, null, now).session).toBe('yes');
    expect(afterDelivery(answered, answer, false, now).session).toBe('no');
    expect(afterViews(answered, { kind: 'signIn' }, now)).toMatchObject({ reach: 'answered', session: 'no', lastAnswer: now });
  });

  it('remembers since when it has been so, and when the clinic last answered', () => {
    const away = afterViews(answered, { kind: 'noAnswer' }, now + 10);
    expect(afterDelivery(away, { kind: 'noAnswer' }, null, now + 99)).toMatchObject({ reach: 'noAnswer', since: now + 10, lastAnswer: now });
    expect(afterDelivery(away, { kind: 'refused', code: 'request.tooOld' }, null, now + 99)).toMatchObject({ tooOld: true, since: now + 99 });
  });
});
