import { describe, expect, it } from 'vitest';
import { nextOpening, openingHours, type OpeningHours } from './opening-hours.ts';

const usual: OpeningHours = [
  ...Array.from({ length: 5 }, () => [{ from: '08:00', to: '12:30' }, { from: '13:30', to: '17:00' }]), [{ from: '09:00', to: '12:00' }], [],
];
const at = (iso: string): number => Date.parse(iso);

describe('opening hours', () => {
  it('[B45] open, at lunch, in the evening, over the weekend: by the clinic’s wall clock', () => {
    const nairobi = (iso: string) => nextOpening(usual, 'Africa/Nairobi', at(iso));
    expect(nairobi('2026-11-23T05:00:00Z')).toBeNull();
    expect(nairobi('2026-11-23T04:59:59Z')).toEqual({ inDays: 0, weekday: 0, from: '08:00', date: '2026-11-23' });
    expect(nairobi('2026-11-23T09:30:00Z')).toMatchObject({ inDays: 0, from: '13:30' });
    expect(nairobi('2026-11-23T14:00:00Z')).toMatchObject({ inDays: 1, weekday: 1, from: '08:00', date: '2026-11-24' });
    expect(nairobi('2026-11-28T09:00:00Z')).toMatchObject({ inDays: 2, weekday: 0, date: '2026-11-30' });
    // Before midnight there, the day after here.
    expect(nextOpening(usual, 'Pacific/Auckland', at('2026-11-22T18:59:00Z'))).toMatchObject({ inDays: 0, weekday: 0, date: '2026-11-23' });
  });

  it('[B45] when clocks change: an hour that comes twice is open both times, one that never comes is skipped', () => {
    const night: OpeningHours = usual.map(() => [{ from: '02:15', to: '02:45' }]);
    const budapest = (iso: string) => nextOpening(night, 'Europe/Budapest', at(iso));
    // 25 October 2026: 02:30 in summer time and an hour later again.
    expect(budapest('2026-10-25T00:30:00Z')).toBeNull();
    expect(budapest('2026-10-25T01:30:00Z')).toBeNull();
    expect(budapest('2026-10-25T00:50:00Z')).toMatchObject({ inDays: 1 });
    // 29 March 2026: from 01:59 to 03:00.
    expect(budapest('2026-03-29T00:59:00Z')).toMatchObject({ inDays: 0, from: '02:15' });
    expect(budapest('2026-03-29T01:00:00Z')).toMatchObject({ inDays: 1 });
    // Eight in the morning stays eight in the morning.
    expect(nextOpening(usual, 'Europe/Budapest', at('2026-03-30T06:00:00Z'))).toBeNull();
    expect(nextOpening(usual, 'Europe/Budapest', at('2026-03-27T06:59:00Z'))).toMatchObject({ from: '08:00' });
  });

  it('[B45] round the clock, until midnight, and never', () => {
    const always: OpeningHours = usual.map(() => [{ from: '00:00', to: '24:00' }]);
    for (let hour = 0; hour < 24; hour += 1) expect(nextOpening(always, 'Africa/Nairobi', at('2026-11-22T00:30:00Z') + hour * 3_600_000)).toBeNull();
    expect(nextOpening(usual.map(() => []), 'Africa/Nairobi', 0)).toBeNull();
    const once: OpeningHours = [[{ from: '08:00', to: '09:00' }], [], [], [], [], [], []];
    expect(nextOpening(once, 'Africa/Nairobi', at('2026-11-23T07:00:00Z'))).toMatchObject({ inDays: 7, weekday: 0, date: '2026-11-30' });
  });

  it('[B45] hours that end before they begin, overlap or are no times are none', () => {
    const day = (...spans: { from: string; to: string }[]) => openingHours.safeParse([spans, [], [], [], [], [], []]).success;
    expect(day({ from: '08:00', to: '24:00' })).toBe(true);
    expect(day({ from: '17:00', to: '08:00' })).toBe(false);
    expect(day({ from: '08:00', to: '12:00' }, { from: '11:00', to: '13:00' })).toBe(false);
    expect(day({ from: '8:00', to: '12:00' })).toBe(false);
    expect(day({ from: '08:00', to: '25:00' })).toBe(false);
    expect(openingHours.safeParse([[], []]).success).toBe(false);
  });
});
