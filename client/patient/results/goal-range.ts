import type { GoalEntry, GoalTarget, Measured } from '../../../schema/chart.ts';

const standing = ['accepted', 'active'];

/** The range that a goal of the record sets for this value: of the same thing, in the same unit, by a goal that stands; the latest one. */
export function goalFor(one: Measured, goals: readonly GoalEntry[]): GoalTarget | null {
  const isSame = ({ code, name }: GoalTarget): boolean => (code === null || one.code === null ? code === one.code && name === one.name : code === one.code);
  const found = goals.filter(({ lifecycle }) => standing.includes(lifecycle))
    .flatMap(({ start, targets }) => (targets ?? []).filter((target) => isSame(target) && target.unit === one.unit).map((target) => ({ start: start ?? '', target })))
    .sort((a, b) => b.start.localeCompare(a.start));
  return found[0]?.target ?? null;
}

export interface Line { readonly from: number; readonly to: number; readonly low: number | null; readonly high: number | null; readonly at: number }

/** What is drawn: another range (a goal's, the clinic's own) where there is one, else the one that was sent; null: a value or an end is no number of that unit. */
export function lineOf(one: Measured, goal: Pick<GoalTarget, 'low' | 'high'> | null): Line | null {
  const { number, value, ranges } = one;
  const [sent] = ranges;
  if (number === null || value === null) return null;
  if (!goal && (!sent || ranges.length > 1 || sent.low === null || sent.high === null || sent.high <= sent.low)) return null;
  const { low, high } = goal ?? sent ?? { low: null, high: null };
  const end = low ?? high;
  if (end === null) return null;
  // One with one end goes on to the edge.
  const span = low !== null && high !== null ? high - low : Math.max(Math.abs(end) * 0.5, Math.abs(number - end), 0.001);
  return { at: number, low, high, from: Math.min((low ?? end) - span, number - span * 0.2), to: Math.max((high ?? end) + span, number + span * 0.2) };
}
