import type { Measured } from './chart.ts';
import type { RangeEntry, RangeFields } from './reference-ranges.ts';

// Which of a clinic's own ranges is for whom. -----------------------------------------------------------------------------------------------

const meet = <T extends number | string>(from: T | null, until: T | null, otherFrom: T | null, otherUntil: T | null): boolean =>
  (from === null || otherUntil === null || from < otherUntil) && (otherFrom === null || until === null || otherFrom < until);
/** Some examination of somebody could have both: then it would not be said which. */
export function rangesMeet(a: RangeFields, b: RangeFields): boolean {
  const dayAfter = (day: string | null): string | null => day && `${day}+`;
  return a.code === b.code && a.unit === b.unit && (a.sex === null || b.sex === null || a.sex === b.sex)
    && meet(a.ageFrom, a.ageUntil, b.ageFrom, b.ageUntil) && meet(a.from, dayAfter(a.until), b.from, dayAfter(b.until));
}

export interface Examined {
  /** Day of the examination by the clinic's clock; null: not known to the day. */
  readonly day: string | null;
  readonly birthDate: string | null;
  readonly sex: string | null;
}

const NUMBER = /^[<>≤≥=]*\s*-?\d/;
/** Years somebody had completed on that day. */
const ageOn = (birthDate: string, day: string): number => Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4)) - (day.slice(5) < birthDate.slice(5) ? 1 : 0);
const within = (years: number | null, { ageFrom, ageUntil }: Pick<RangeFields, 'ageFrom' | 'ageUntil'>): boolean =>
  (ageFrom === null && ageUntil === null) || (years !== null && (ageFrom === null || years >= ageFrom) && (ageUntil === null || years < ageUntil));

/**
 * The clinic's range for a value: only where none was sent, of the same code in the same unit, valid on the day of the examination, and
 * for that person as far as sex and age matter. What is not known fits no range that asks for it; more than one: none.
 */
export function usualRangeFor(one: Measured, { day, birthDate, sex }: Examined, ranges: readonly RangeEntry[]): RangeEntry | null {
  if (one.code === null || one.value === null || day === null || !NUMBER.test(one.value) || one.ranges.some(({ words, low, high }) => words !== '' || low !== null || high !== null)) return null;
  const years = birthDate === null || birthDate > day ? null : ageOn(birthDate, day);
  const found = ranges.filter((range) => range.code === one.code && range.unit === one.unit && range.from <= day && (range.until === null || day <= range.until)
    && (range.sex === null || range.sex === sex) && within(years, range));
  return found.length === 1 ? (found[0] ?? null) : null;
}
