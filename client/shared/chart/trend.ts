import type { Measured, ObservationEntry } from '../../../schema/chart.ts';
import { pressureOf } from './measured-words.ts';
import type { UsualRange } from './use-usual-ranges.ts';

export interface Point { readonly at: number; readonly value: number; readonly one: Measured }
/** Points that may be joined: one thing, one unit. */
export interface Series { readonly points: readonly Point[] }

export interface Trend {
  readonly series: readonly Series[];
  readonly unit: string;
  /** The range sent with the latest value, where both ends are numbers; else the clinic's own for it. */
  readonly range: { readonly low: number; readonly high: number } | null;
  /** Whose the range is, where it is the clinic's own and was not sent. */
  readonly usual: string | null;
  /** Measured in another unit than the latest: in the table alone. */
  readonly elsewhere: number;
}

const bothEnds = (range: { readonly low: number | null; readonly high: number | null } | undefined): Trend['range'] =>
  (range && range.low !== null && range.high !== null ? { low: range.low, high: range.high } : null);

/** Time of day is not drawn: a year is its first of January. */
const timeOf = (at: string | null): number => (at === null ? Number.NaN : Date.parse(at));

/**
 * What of these can be drawn on one scale; null when there is nothing to see (fewer than two values with a date). Values are
 * never joined across units, and a range is shaded only if it was sent, or
 * the clinic keeps one (`usual`).
 */
export function trendOf(entries: readonly ObservationEntry[], usual: (entry: ObservationEntry) => UsualRange | null = () => null): Trend | null {
  const isPressure = entries.some(({ parts }) => pressureOf(parts) !== null);
  const lanes: ((entry: ObservationEntry) => Measured | undefined)[] = isPressure
    ? [({ parts }) => pressureOf(parts)?.[0], ({ parts }) => pressureOf(parts)?.[1]]
    : [({ measured }) => measured];
  const drawn = lanes.map((pick) => entries.flatMap((entry): Point[] => {
    const one = pick(entry);
    const at = timeOf(entry.at);
    return one && one.number !== null && !Number.isNaN(at) ? [{ at, value: one.number, one }] : [];
  }).sort((a, b) => a.at - b.at));
  const latest = drawn[0]?.[drawn[0].length - 1]?.one;
  if (!latest) return null;
  const series = drawn.map((points) => ({ points: points.filter(({ one }) => one.unit === latest.unit) }));
  if ((series[0]?.points.length ?? 0) < 2) return null;
  const sent = isPressure ? undefined : latest.ranges[0];
  const entry = entries.find(({ measured }) => measured === latest);
  const own = entry ? usual(entry) : null;
  const range = bothEnds(own ?? sent);
  return {
    series, unit: latest.unit, range, usual: own && range ? own.said : null,
    elsewhere: (drawn[0]?.length ?? 0) - (series[0]?.points.length ?? 0),
  };
}
