import * as z from 'zod/mini';

// B45: when the clinic is open, by the clock on its wall. Holidays (later). ---------------------------------------------

const wallTime = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/));
/** From the first minute to before the last; `24:00` is midnight at the end of the day. */
const span = z.object({ from: wallTime, to: wallTime }).check(z.refine(({ from, to }) => from < to));
/** In order, none into another. */
const day = z.array(span).check(z.maxLength(4), z.refine((spans) => spans.every((one, i) => i === 0 || (spans[i - 1]?.to ?? '') <= one.from)));
/** Monday first, seven days; an empty one is closed. */
export const openingHours = z.array(day).check(z.length(7));
export type OpeningHours = z.infer<typeof openingHours>;
export type OpenSpan = z.infer<typeof span>;

export interface NextOpening {
  /** 0 today, 1 tomorrow … 7 the same weekday next week. */
  readonly inDays: number;
  /** 0 Monday … 6 Sunday. */
  readonly weekday: number;
  readonly from: string;
  /** That day on the clinic's calendar. */
  readonly date: string;
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** The clinic's own calendar and clock at that instant: summer time is the time zone's affair, not ours. */
function wallClock(timeZone: string, at: number): { weekday: number; time: string; date: string } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone, weekday: 'short', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', calendar: 'gregory', numberingSystem: 'latn',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((one) => one.type === type)?.value ?? '';
  return { weekday: weekdays.indexOf(part('weekday')), time: `${part('hour')}:${part('minute')}`, date: `${part('year')}-${part('month')}-${part('day')}` };
}

/** That day on the clinic's calendar. */
export const dayIn = (timeZone: string, at: number): string => wallClock(timeZone, at).date;

/** Null: open at that instant, or never open at all (then nothing can be said about the next time). */
export function nextOpening(hours: OpeningHours, timeZone: string, at: number): NextOpening | null {
  const { weekday, time, date } = wallClock(timeZone, at);
  const today = hours[weekday] ?? [];
  if (today.some(({ from, to }) => from <= time && time < to)) return null;
  for (let inDays = 0; inDays <= 7; inDays += 1) {
    const of = (weekday + inDays) % 7;
    const next = (hours[of] ?? []).find(({ from }) => inDays > 0 || from > time);
    if (next) return { inDays, weekday: of, from: next.from, date: addDays(date, inDays) };
  }
  return null;
}

function addDays(date: string, days: number): string {
  const at = new Date(`${date}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}
