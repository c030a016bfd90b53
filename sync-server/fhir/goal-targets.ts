import type { GoalTarget } from '../../schema/chart.ts';
import type { Clinical } from './clinical-shapes.ts';
import { clip, numberOf, quantityWords, unitOf, wordsOf } from './clinical-words.ts';
import { loincOf } from './map-observation.ts';

type Target = NonNullable<Clinical<'Goal'>['target']>[number];
const MOST = 8;

/** The ranges that a goal sets for what is measured; a goal in words, or of one number that is no bound, sets none. */
export function goalTargets(targets: readonly Target[] | undefined): GoalTarget[] {
  return (targets ?? []).flatMap((target): GoalTarget[] => {
    const { measure } = target;
    const bounds = measure && boundsOf(target);
    return bounds ? [{ code: loincOf(measure), name: wordsOf(measure), ...bounds }] : [];
  }).slice(0, MOST);
}

function boundsOf({ detailRange: range, detailQuantity: one }: Target): Pick<GoalTarget, 'words' | 'low' | 'high' | 'unit'> | null {
  if (range) {
    const [low, high] = [numberOf(range.low?.value), numberOf(range.high?.value)];
    const units = [range.low, range.high].flatMap((end) => (end === undefined ? [] : [unitOf(end)]));
    // Two units are no range.
    if ((low === null && high === null) || new Set(units).size !== 1 || (low !== null && high !== null && high <= low)) return null;
    const ends = [quantityWords(range.low), quantityWords(range.high)];
    return { low, high, unit: units[0] ?? '', words: clip(ends[0] && ends[1] ? `${ends[0]} – ${ends[1]}` : ends[0] ? `≥ ${ends[0]}` : `≤ ${ends[1]}`) };
  }
  const bound = numberOf(one?.value);
  if (!one || bound === null || !/^[<>]=?$/.test(one.comparator ?? '')) return null;
  const isHigh = one.comparator?.startsWith('<') === true;
  return { low: isHigh ? null : bound, high: isHigh ? bound : null, unit: unitOf(one), words: clip(quantityWords(one).replace(/^([<>]=?)/, '$1 ')) };
}
