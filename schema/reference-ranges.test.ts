import { describe, expect, it } from 'vitest';
import type { Measured } from './chart.ts';
import { newId } from './ids.ts';
import { rangeSave, type RangeEntry, type RangeFields } from './reference-ranges.ts';
import { sentAsNormal } from './result-states.ts';
import { rangesMeet, usualRangeFor, type Examined } from './usual-range.ts';

const value = (part: Partial<Measured> = {}): Measured => ({ name: 'Hemoglobin', code: '718-7', value: '12.4', number: 12.4, unit: 'g/dL', missing: null, flags: [], ranges: [], ...part });
const fields: RangeFields = { code: '718-7', name: 'Hemoglobin', unit: 'g/dL', sex: null, ageFrom: null, ageUntil: null, low: 11, high: 15, from: '2026-03-01', until: null };
const range = (part: Partial<RangeFields> = {}): RangeEntry => ({ ...fields, ...part, id: newId(), revision: 1 });
const who: Examined = { day: '2026-05-10', birthDate: '1990-05-11', sex: 'female' };
const shown = (one: Measured, examined: Examined, ...all: RangeEntry[]): number | null => usualRangeFor(one, examined, all)?.low ?? null;

describe('[C16] a clinic’s own range', () => {
  it('stands beside a value that came without one', () => {
    expect(shown(value(), who, range())).toBe(11);
    expect(shown(value({ value: '<5', number: null }), who, range())).toBe(11);
  });

  it('never beside one that was sent, in whatever form', () => {
    for (const sent of [{ words: '12 – 16', low: 12, high: 16 }, { words: 'see below', low: null, high: null }, { words: '', low: null, high: 16 }]) {
      expect(shown(value({ ranges: [sent] }), who, range())).toBeNull();
    }
    expect(shown(value({ ranges: [{ words: '', low: null, high: null }] }), who, range())).toBe(11);
  });

  it('only in the very same unit, of the same code, for a value that is a number', () => {
    for (const other of [{ unit: 'g/L' }, { unit: 'G/DL' }, { unit: '' }, { code: null }, { code: '4548-4' }, { value: null, number: null }, { value: 'positive', number: null }]) expect(shown(value(other), who, range())).toBeNull();
  });

  it('only on its days, both included; a day that is not known has none', () => {
    const march = range({ until: '2026-03-31' });
    expect(['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'].map((day) => shown(value(), { ...who, day }, march))).toEqual([null, 11, 11, null]);
    expect(shown(value(), { ...who, day: null }, march)).toBeNull();
  });

  it('only for whom it is: sex and age on that day, and none of it where they are not known', () => {
    const women = range({ sex: 'female' });
    expect(['female', 'male', 'other', 'unknown', null].map((sex) => shown(value(), { ...who, sex }, women))).toEqual([11, null, null, null, null]);
    const adults = range({ ageFrom: 18, ageUntil: 36 });
    // The 36th birthday is the day after the examination, and then the examination itself.
    expect([shown(value(), who, adults), shown(value(), { ...who, day: '2026-05-11' }, adults), shown(value(), { ...who, birthDate: '2008-05-10' }, adults), shown(value(), { ...who, birthDate: '2008-05-11' }, adults)]).toEqual([11, null, 11, null]);
    expect(shown(value(), { ...who, birthDate: null }, adults)).toBeNull();
    expect(shown(value(), { ...who, birthDate: '2026-06-01' }, range({ ageUntil: 18 }))).toBeNull();
  });

  it('of two that fit it says neither', () => {
    expect(shown(value(), who, range(), range({ low: 10 }))).toBeNull();
  });

  it('is no word of normal: nothing that is released together reads it', () => {
    expect(sentAsNormal({ values: [value()], more: 0, conclusion: null })).toBe(false);
    expect(sentAsNormal({ values: [value({ flags: ['N'] })], more: 0, conclusion: null })).toBe(true);
  });
});

describe('[C16] two ranges', () => {
  it.each([
    [{}, {}, true], [{}, { code: '4548-4' }, false], [{}, { unit: 'g/L' }, false], [{ sex: 'female' }, { sex: 'male' }, false], [{ sex: 'female' }, {}, true],
    [{ ageUntil: 18 }, { ageFrom: 18 }, false], [{ ageUntil: 19 }, { ageFrom: 18 }, true], [{ ageFrom: 2, ageUntil: 5 }, {}, true],
    [{ until: '2026-04-30' }, { from: '2026-05-01' }, false], [{ until: '2026-05-01' }, { from: '2026-05-01' }, true], [{ from: '2027-01-01' }, { until: '2026-12-31' }, false],
  ] as const)('%o and %o meet: %s', (a, b, meet) => {
    expect([rangesMeet({ ...fields, ...a }, { ...fields, ...b }), rangesMeet({ ...fields, ...b }, { ...fields, ...a })]).toEqual([meet, meet]);
  });

  it('a range without an end, or turned round, is refused', () => {
    const actor = { kind: 'staff', clinic: newId(), grants: { 'portal.manage': 'all' } } as unknown as Parameters<typeof rangeSave.may>[0];
    const ask = (part: Partial<RangeFields>): unknown => rangeSave.may(actor, { clinic: actor.clinic, range: newId(), ...fields, ...part, saw: 0 }, { inClinic: true, room: true, now: null, overlaps: false });
    expect(ask({})).toBe(true);
    for (const [part, code] of [[{ low: null, high: null }, 'range.ends'], [{ low: 15, high: 15 }, 'range.ends'], [{ ageFrom: 5, ageUntil: 5 }, 'range.ages'], [{ until: '2026-02-28' }, 'schedule.order']] as const) expect(ask(part)).toMatchObject({ code });
  });
});
