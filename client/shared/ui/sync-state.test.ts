import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { mayHaveChanged } from './freshness.ts';
import { isOnlyHere, type ItemState } from './item-state.ts';
import { createSyncAnnouncer } from './sync-announcer.ts';
import { partDone, toneOf, type SyncState } from './sync-state.ts';

const now = Date.parse('2026-11-21T06:14:00Z');

describe('[C53] the sync chip', () => {
  test('grey waits, blue moves, amber asks, nothing is red', () => {
    const since = now - 60_000;
    const states: readonly SyncState[] = [
      { kind: 'current' },
      { kind: 'offline' },
      { kind: 'offlineWaiting', count: 3 },
      { kind: 'sending', n: 2, of: 3 },
      { kind: 'receiving', percent: 35 },
      { kind: 'slow' },
      { kind: 'unreachable', since },
      { kind: 'captive', since },
      { kind: 'needsYou', count: 1 },
      { kind: 'signedOut', count: 3 },
      { kind: 'appTooOld', count: 3 },
      { kind: 'clockWrong' },
      { kind: 'storageLow', mb: 120 },
    ];
    expect(Object.fromEntries(states.map((state) => [state.kind, toneOf(state, now)]))).toEqual({
      current: 'quiet',
      offline: 'waits',
      offlineWaiting: 'waits',
      sending: 'moves',
      receiving: 'moves',
      slow: 'waits',
      unreachable: 'waits',
      captive: 'waits',
      needsYou: 'asks',
      signedOut: 'asks',
      appTooOld: 'asks',
      clockWrong: 'asks',
      storageLow: 'asks',
    });
  });

  test('a clinic system out of reach for ten minutes begins to ask', () => {
    expect(toneOf({ kind: 'unreachable', since: now - 599_999 }, now)).toBe('waits');
    expect(toneOf({ kind: 'unreachable', since: now - 600_000 }, now)).toBe('asks');
    expect(toneOf({ kind: 'captive', since: new Date(now - 600_000).toISOString() }, now)).toBe('asks');
  });

  test('the bar never runs over its ends', () => {
    expect(partDone({ kind: 'sending', n: 2, of: 3 })).toBeCloseTo(2 / 3);
    expect(partDone({ kind: 'sending', n: 1, of: 0 })).toBeUndefined();
    expect(partDone({ kind: 'receiving', percent: 140 })).toBe(1);
    expect(partDone({ kind: 'offline' })).toBeUndefined();
  });
});

describe('[V7] freshness limits', () => {
  test.each([
    ['queue', 2],
    ['slots', 15],
    ['messages', 60],
    ['results', 1440],
    ['prescriptions', 1440],
    ['record', 1440],
  ] as const)('%s may have changed after %i minutes, not before', (of, minutes) => {
    const asOf = now - minutes * 60_000;
    expect(mayHaveChanged(of, asOf, now)).toBe(false);
    expect(mayHaveChanged(of, new Date(asOf - 1), now)).toBe(true);
  });
});

test('[R1] dashed is only here: what the clinic has is never dashed, what it has not always', () => {
  const at = now;
  const states: readonly ItemState[] = [
    { kind: 'draft' },
    { kind: 'saved', at },
    { kind: 'sending' },
    { kind: 'received', at },
    { kind: 'handled', at, what: 'read' },
    { kind: 'notAccepted' },
    { kind: 'tooLate' },
    { kind: 'withdrawn', at },
    { kind: 'superseded', text: 'Grace took this' },
  ];
  expect(states.filter(isOnlyHere).map((state) => state.kind)).toEqual(['draft', 'saved', 'sending']);
  expect(isOnlyHere(undefined)).toBe(false);
});

describe('[C53] what a screen reader hears of it', () => {
  let said: string[];
  let announcer: ReturnType<typeof createSyncAnnouncer>;

  beforeEach(() => {
    vi.useFakeTimers();
    said = [];
    announcer = createSyncAnnouncer((text, urgency) => said.push(`${urgency}: ${text}`), {
      state: (state) => ('count' in state ? `${state.kind} ${state.count}` : state.kind),
      sent: (count) => `${count} sent`,
    });
  });
  afterEach(() => {
    announcer.stop();
    vi.useRealTimers();
  });

  test('offline is said once, after five steady seconds, with the count of then', () => {
    announcer.see({ kind: 'current' });
    announcer.see({ kind: 'offlineWaiting', count: 1 });
    vi.advanceTimersByTime(3_000);
    announcer.see({ kind: 'offlineWaiting', count: 2 });
    vi.advanceTimersByTime(1_999);
    expect(said).toEqual([]);
    vi.advanceTimersByTime(1);
    announcer.see({ kind: 'offlineWaiting', count: 3 });
    vi.advanceTimersByTime(60_000);
    expect(said).toEqual(['polite: offlineWaiting 2']);
  });

  test('a connection that flickers is not news, nor is being up to date', () => {
    announcer.see({ kind: 'offline' });
    vi.advanceTimersByTime(4_000);
    announcer.see({ kind: 'current' });
    vi.advanceTimersByTime(60_000);
    expect(said).toEqual([]);
  });

  test('sending is said when it has ended well, and only then', () => {
    announcer.see({ kind: 'sending', n: 1, of: 3 });
    announcer.see({ kind: 'sending', n: 3, of: 3 });
    announcer.see({ kind: 'offlineWaiting', count: 3 });
    announcer.see({ kind: 'sending', n: 1, of: 3 });
    announcer.see({ kind: 'current' });
    vi.advanceTimersByTime(60_000);
    expect(said).toEqual(['polite: 3 sent']);
  });

  test('what was not accepted is said at once, and again when there is more of it', () => {
    announcer.see({ kind: 'needsYou', count: 1 });
    vi.advanceTimersByTime(0);
    announcer.see({ kind: 'needsYou', count: 1 });
    announcer.see({ kind: 'needsYou', count: 2 });
    vi.advanceTimersByTime(0);
    announcer.see({ kind: 'needsYou', count: 1 });
    vi.advanceTimersByTime(60_000);
    expect(said).toEqual(['assertive: needsYou 1', 'assertive: needsYou 2']);
  });
});
