import { describe, expect, it } from 'vitest';
import type { Measured, ObservationEntry } from '../../../schema/chart.ts';
import { trendOf } from './trend.ts';

const measured = (number: number | null, unit = 'kg', more: Partial<Measured> = {}): Measured =>
  ({ name: 'Weight', code: null, value: number === null ? null : String(number), number, unit, missing: null, flags: [], ranges: [], ...more });
const entry = (at: string | null, one: Measured, parts: readonly Measured[] = []): ObservationEntry =>
  ({ id: 'A'.repeat(22), group: 'w', status: 'final', at, measured: one, parts: [...parts] });

describe('[B17] what a trend draws', () => {
  it('in order of time, and nothing of fewer than two values with a date', () => {
    expect(trendOf([entry('2020', measured(70)), entry(null, measured(71)), entry('2021', measured(null))])).toBeNull();
    const trend = trendOf([entry('2021-05-02', measured(72)), entry('2019', measured(70)), entry('2020-03', measured(71))]);
    expect(trend?.series.map(({ points }) => points.map(({ value }) => value))).toEqual([[70, 71, 72]]);
  });

  it('joins nothing across units: the latest’s is drawn, the rest is counted', () => {
    const trend = trendOf([entry('2019', measured(154, 'lb')), entry('2020', measured(71)), entry('2021', measured(72))]);
    expect([trend?.unit, trend?.series[0]?.points.length, trend?.elsewhere]).toEqual(['kg', 2, 1]);
  });

  it('shades the range that was sent with the latest value, and no other', () => {
    const range = (low: number | null, high: number | null) => ({ ranges: [{ words: 'r', low, high }] });
    const of = (first: Partial<Measured>, last: Partial<Measured>) => trendOf([entry('2020', measured(71, 'kg', first)), entry('2021', measured(72, 'kg', last))])?.range;
    expect([of(range(60, 80), {}), of({}, range(60, null)), of({}, range(60, 80))]).toEqual([null, null, { low: 60, high: 80 }]);
  });

  it('draws blood pressure as two', () => {
    const pressure = (upper: number, lower: number): Measured[] => [measured(lower, 'mm[Hg]', { code: '8462-4' }), measured(upper, 'mm[Hg]', { code: '8480-6' })];
    const trend = trendOf([entry('2020', measured(null), pressure(120, 80)), entry('2021', measured(null), pressure(130, 85))]);
    expect(trend?.series.map(({ points }) => points.map(({ value }) => value))).toEqual([[120, 130], [80, 85]]);
  });
});
