import type { OutgoingTemplates } from '../outgoing.ts';
import { fitsOneSms, toGsm } from '../gsm.ts';

type Reminder = Pick<OutgoingTemplates['visit.reminder'], 'startsAt' | 'timeZone' | 'secret'>;

/** "Mon, 23 Nov, 10:00", by the clinic's clock. */
export function reminderWhen(locale: string, { startsAt, timeZone }: Reminder): string {
  return new Intl.DateTimeFormat(locale, { timeZone, weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(startsAt);
}

/** The secret stands behind `#`: no server and no log on the way reads it. */
export const reminderLink = (language: string, portal: string, { secret }: Reminder): string => `${portal}reply#${secret}${language === 'en' ? '' : `.${language}`}`;

/** Opens nothing by itself: who follows it presses a button, and signs in. */
export const inviteLink = (portal: string, { secret }: Reminder): string => `${portal}visit#${secret}`;

/** The first that one SMS holds, in its letters; where none does, the last. */
export const shortest = (...texts: readonly string[]): string => toGsm(texts.find(fitsOneSms) ?? texts[texts.length - 1] ?? '');
