import type { ClosedNotice } from '../../../schema/messages.ts';
import { useI18n, useT } from '../i18n/context.tsx';
import { closedTexts } from './closed-texts.ts';

/** A day of the clinic's calendar by its name: "Monday 23 November". */
export function useDayName(): (date: string) => string {
  const i18n = useI18n();
  return (date) => new Intl.DateTimeFormat(i18n.locale(), { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long' }).format(Date.parse(`${date}T12:00:00Z`));
}

/** B45: the automatic answer of a closed clinic, in the reader's language. */
export function useClosedWords(): (notice: ClosedNotice) => string {
  const t = useT(closedTexts);
  const dayName = useDayName();
  return ({ date, from, emergencyPhone }) => t('answer', { day: dayName(date), from, phone: emergencyPhone });
}
