import * as z from 'zod/mini';
import { bookingState } from './booking-states.ts';
import { id, instant } from './ids.ts';

// GET /api/reports: figures of a time, and nobody's name among them. What each one counts: SPEC.md, "Reports". ---------------------

/** A day of the clinic's calendar. */
export const reportDay = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/), z.refine((day) => {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}));

export const REPORT_DAYS = 366;
/** Where nothing was asked for: so many days, today included. */
export const REPORT_DAYS_USUAL = 30;

export const reportUnit = z.enum(['day', 'week', 'month']);
export type ReportUnit = z.infer<typeof reportUnit>;

const count = z.number();
/** How long it took, in whole minutes, rounded up: half and nine in ten of `count` took no longer. null: of none. */
const spread = z.object({ count, median: z.nullable(count), p90: z.nullable(count) });
export type Spread = z.infer<typeof spread>;

/** Requests received then, by what has become of them; `answer`: until the clinic first answered. */
export const bookingFigures = z.object({
  received: count, states: z.record(bookingState, count), answer: spread,
});
/** Results that arrived then; `waiting`: neither released nor held; `release`: until the first release. */
export const resultFigures = z.object({ arrived: count, waiting: count, held: count, released: count, withdrawn: count, release: spread });
/** Questions received then; `reply`: until a colleague's first reply. */
export const messageFigures = z.object({ asked: count, waiting: count, closed: count, reply: spread });
/** Appointments that began then; `rate` of no-shows in per cent, null where nobody was seen or missed. */
export const visitFigures = z.object({ planned: count, unmarked: count, came: count, noshow: count, cancelled: count, rate: z.nullable(z.number()) });

const figures = { bookings: bookingFigures, results: resultFigures, messages: messageFigures, visits: visitFigures };
export const reportStep = z.object({ from: reportDay, ...figures });
export type ReportStep = z.infer<typeof reportStep>;
export const reportTotal = z.object(figures);
export type ReportTotal = z.infer<typeof reportTotal>;

export const reportAnswer = z.object({
  /** Both days are in it. */
  from: reportDay, until: reportDay,
  /** null: the whole clinic. Results and messages have no place: theirs are of the whole clinic always. */
  location: z.nullable(id),
  locations: z.array(z.object({ id, name: z.string() })),
  timeZone: z.string(), asOf: instant, unit: reportUnit,
  /** One for each day, week (from Monday) or month; the first and the last may be cut off by the period. */
  steps: z.array(reportStep),
  total: reportTotal,
});
export type ReportAnswer = z.infer<typeof reportAnswer>;

const DAY_MS = 86_400_000;
const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** Days of the calendar between two, both included. */
export const daysIn = (from: string, until: string): number => Math.round((Date.parse(until) - Date.parse(from)) / DAY_MS) + 1;
export const addDays = (day: string, days: number): string => dayOf(new Date(Date.parse(day) + days * DAY_MS));

export const unitFor = (from: string, until: string): ReportUnit => {
  const days = daysIn(from, until);
  return days <= 31 ? 'day' : days <= 190 ? 'week' : 'month';
};

/** The day a step begins with, as the record's date_trunc says it. */
export function stepOf(day: string, unit: ReportUnit): string {
  if (unit === 'day') return day;
  if (unit === 'month') return `${day.slice(0, 8)}01`;
  return addDays(day, -((new Date(Date.parse(day)).getUTCDay() + 6) % 7));
}

/** Every step of a period, also where nothing was. */
export function stepsOf(from: string, until: string, unit: ReportUnit): string[] {
  const days = Array.from({ length: daysIn(from, until) }, (_, index) => stepOf(addDays(from, index), unit));
  return [...new Set(days)];
}

export type PeriodFault = 'day' | 'order' | 'long';
export function faultOf(from: string, until: string): PeriodFault | null {
  if (!reportDay.safeParse(from).success || !reportDay.safeParse(until).success) return 'day';
  if (until < from) return 'order';
  return daysIn(from, until) > REPORT_DAYS ? 'long' : null;
}
