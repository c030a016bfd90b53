import { useFormat, useI18n } from '../i18n/context.tsx';
import { createZonedDay } from '../i18n/zoned-day.ts';

/** FHIR times of care as days of the clinic: "2 May 1992", as far as they were given. */
export function useCareTime(): (time: string) => string {
  const format = useFormat();
  const i18n = useI18n();
  const dayIn = createZonedDay();
  return (time) => format.birthDate(time.length > 10 ? dayIn(i18n.timeZone(), new Date(time)) : time);
}
