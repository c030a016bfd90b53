import type { Measured } from '../../../schema/chart.ts';
import { rangeEntry, type RangeEntry } from '../../../schema/reference-ranges.ts';
import { usualRangeFor } from '../../../schema/usual-range.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useI18n, useT } from '../i18n/context.tsx';
import { createZonedDay } from '../i18n/zoned-day.ts';
import { useSync } from '../sync/sync.ts';
import { useView } from '../sync/views/use-view.ts';
import { chartTexts } from './chart-texts.ts';
import { rangeWords } from './measured-words.ts';
import { useCareTime } from './use-care-time.ts';

/** The clinic's own range for a value that came without one. Never to be shown without `said`, which says whose it is. */
export interface UsualRange {
  /** "11–15 g/dL". */
  readonly words: string;
  readonly low: number | null;
  readonly high: number | null;
  /** "Usual range at this clinic since 1 March 2026". */
  readonly said: string;
}
/** @param at of the examination, as a careTime. */
export type FindUsual = (one: Measured, at: string | null, who: { readonly birthDate: string | null; readonly sex?: string | null | undefined } | undefined) => UsualRange | null;

/** Both ends with their unit, as one that was sent is written. */
export function usualWords({ low, high, unit }: Pick<RangeEntry, 'low' | 'high' | 'unit'>): string {
  const end = (value: number): string => `${value} ${unit}`.trim();
  if (low !== null && high !== null) return rangeWords(`${end(low)} – ${end(high)}`);
  return rangeWords(low !== null ? `≥ ${end(low)}` : `≤ ${end(high ?? 0)}`);
}

/** From clinic/, on the device: with and without a line. */
export function useUsualRanges(): FindUsual {
  const t = useT(chartTexts);
  const i18n = useI18n();
  const sync = useSync();
  const written = useCareTime();
  const dayIn = createZonedDay();
  const ranges = useView(() => viewName.clinic(sync.account.clinic)).section('ranges', rangeEntry);
  return (one, at, who) => {
    const day = at === null || at.length < 10 ? null : at.length > 10 ? dayIn(i18n.timeZone(), new Date(at)) : at;
    const range = usualRangeFor(one, { day, birthDate: who?.birthDate ?? null, sex: who?.sex ?? null }, Object.values(ranges()));
    if (!range) return null;
    const [from, until] = [written(range.from), range.until];
    return { words: usualWords(range), low: range.low, high: range.high, said: until === null ? t('usual.since', { from }) : t('usual.between', { from, until: written(until) }) };
  };
}
