import { describe, expect, it } from 'vitest';
import { newId } from '../../../schema/ids.ts';
import type { StoredRequest } from '../local/account-database.ts';
import { landingOf, type HeldPosition } from './landing.ts';
import { DELIVERY_BYTES, pickDelivery } from './pick-delivery.ts';
import { takeAnswer } from './take-answer.ts';

const now = 1_000_000;
let n = 0;
function row(over: Partial<StoredRequest> = {}): StoredRequest {
  n += 1;
  return {
    id: newId(), n, type: 'message.send', v: 1, state: 'saved', open: 1, savedAt: now, saw: 0, signature: '', size: 500,
    body: {} as StoredRequest['body'], bytes: {} as StoredRequest['bytes'], ...over,
  };
}
const ids = (rows: readonly StoredRequest[]): string[] => rows.map(({ id }) => id);

describe('what goes next', () => {
  it('[R4] is in order, as many as fit, a longer one alone', () => {
    const rows = [row({ size: 6000 }), row({ size: 6000 }), row({ size: 6000 }), row()];
    expect(pickDelivery(rows, now, true).ids).toEqual(ids(rows.slice(0, 2)));
    const long = [row({ size: DELIVERY_BYTES * 3 }), row()];
    expect(pickDelivery(long, now, true).ids).toEqual(ids(long.slice(0, 1)));
    expect(pickDelivery(Array.from({ length: 80 }, () => row({ size: 10 })), now, true).ids).toHaveLength(50);
  });

  it('[R9] waits for the undo window, and what was done later waits with it, a few seconds', () => {
    const rows = [row(), row({ notBefore: now + 5000 }), row()];
    expect(pickDelivery(rows, now, true)).toEqual({ ids: ids(rows.slice(0, 1)), wakeAt: now + 5000 });
    expect(pickDelivery(rows, now + 5000, true).ids).toEqual(ids(rows));
    // Once bytes may have left there is nothing to undo any more.
    const left = [row({ notBefore: now + 5000, state: 'sending' })];
    expect(pickDelivery(left, now, true).ids).toEqual(ids(left));
  });

  it('[R3] a clock that was set back holds nothing back', () => {
    const rows = [row({ notBefore: now + 5000 }), row({ retryAt: now + 60_000 })];
    expect(pickDelivery(rows, now - 86_400_000, true).ids).toEqual(ids(rows));
  });

  it('[R4] what was answered "later" blocks nobody but those that depend on it', () => {
    const later = row({ state: 'sending', retryAt: now + 2000 });
    const dependent = row({ after: [later.id] });
    const free = row();
    const together = row({ after: [free.id] });
    expect(pickDelivery([later, dependent, free, together], now, true)).toEqual({ ids: [free.id, together.id], wakeAt: now + 2000 });
  });

  it('[R11] asks again about an answer only where there is a session to hear it', () => {
    const asked = row({ state: 'done', ask: 1 });
    expect(pickDelivery([asked], now, false).ids).toEqual([]);
    expect(pickDelivery([asked], now, true).ids).toEqual([asked.id]);
  });
});

describe('what an answer makes of a request', () => {
  const outcome = { state: 'done', at: now + 7 } as const;
  const sending = row({ state: 'sending', inFlightSince: now, tries: 2, retryAt: now - 1 });

  it('[R2] an outcome is taken as it is', () => {
    const done = takeAnswer(sending, { id: sending.id, state: 'done', outcome, positions: { v: { epoch: 'e', seq: 3 } } }, now);
    expect(done).toMatchObject({ state: 'done', answeredAt: now + 7, positions: { v: { epoch: 'e', seq: 3 } }, open: 1, asked: 1 });
    expect([done.inFlightSince, done.retryAt, done.tries, done.ask]).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('[R11] a bare state is taken, and asked about again after a while', () => {
    expect(takeAnswer(sending, { id: sending.id, state: 'declined' }, now)).toMatchObject({ state: 'declined', ask: 1, retryAt: now + 2000, open: 1 });
  });

  it('[R5] "later" and a refusal that signing in mends leave the words waiting', () => {
    for (const answer of [{ state: 'retry' }, { state: 'refused' }, { state: 'refused', refusal: { code: 'device.unknown' } }] as const) {
      expect(takeAnswer(sending, { id: sending.id, ...answer }, now)).toMatchObject({ state: 'sending', tries: 3, retryAt: now + 15_000 });
    }
  });

  it('[R5] a refusal with its reason ends it, the words kept; what was done before stays done', () => {
    const refused = { id: sending.id, state: 'refused', refusal: { code: 'request.signature' } } as const;
    expect(takeAnswer(sending, refused, now)).toMatchObject({ state: 'refused', refusal: { code: 'request.signature' }, open: 1 });
    const done = row({ state: 'done', ask: 1, answeredAt: 5 });
    expect(takeAnswer(done, refused, now)).toMatchObject({ state: 'done', answeredAt: 5 });
    expect(takeAnswer(done, refused, now).ask).toBeUndefined();
  });

  it('[R5] what was put away stays put away when it is asked about again', () => {
    const { open: _open, ...dismissed } = row({ state: 'declined', ask: 1, dismissedAt: now });
    expect(takeAnswer(dismissed, { id: dismissed.id, state: 'declined', outcome: { state: 'declined', at: 1, refusal: { code: 'x.y' } } }, now).open).toBeUndefined();
  });
});

describe('when an overlay goes', () => {
  const held = (at: Readonly<Record<string, HeldPosition>>) => (view: string): HeldPosition => at[view] ?? null;
  const positions = { a: { epoch: 'e', seq: 5 }, b: { epoch: 'e', seq: 2 } };

  it('[R9] when each held view has reached its row', () => {
    const done = { positions, asked: 1 };
    expect(landingOf(done, new Set(['a']), held({ a: { epoch: 'e', seq: 4 } }))).toBe('waiting');
    expect(landingOf(done, new Set(['a']), held({ a: { epoch: 'e', seq: 5 } }))).toBe('landed');
    expect(landingOf(done, new Set(['a']), held({ a: { epoch: 'e', seq: 5 }, b: { epoch: 'e', seq: 1 } }))).toBe('waiting');
    expect(landingOf(done, new Set(['a']), held({}))).toBe('landed');
  });

  it('[R9] asks when the answer named no row, or one of another epoch, and not for ever', () => {
    expect(landingOf({ asked: 1 }, new Set(), held({}))).toBe('ask');
    expect(landingOf({ positions, asked: 1 }, new Set(['c']), held({ c: { epoch: 'e', seq: 1 } }))).toBe('ask');
    expect(landingOf({ positions, asked: 1 }, new Set(['a']), held({ a: { epoch: 'new', seq: 9 } }))).toBe('ask');
    expect(landingOf({ positions, asked: 4 }, new Set(['c']), held({ c: { epoch: 'e', seq: 1 } }))).toBe('landed');
  });
});
