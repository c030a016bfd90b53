import * as z from 'zod/mini';
import { dayIn } from './opening-hours.ts';

// Weeks as ISO 8601 counts them: Monday first, the one with the year's first Thursday is its first. ------------------------

/** "2026-W48". */
export const isoWeek = z.string().check(z.regex(/^20\d\d-W(?:0[1-9]|[1-4]\d|5[0-3])$/));

const DAY_MS = 86_400_000;
const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

export const addDays = (day: string, days: number): string => dayOf(at(day) + days * DAY_MS);
/** 0 Monday … 6 Sunday. */
export const weekdayOf = (day: string): number => (new Date(at(day)).getUTCDay() + 6) % 7;

/** The week that a day of the calendar is in. */
export function weekOf(day: string): string {
  const thursday = addDays(day, 3 - weekdayOf(day));
  const year = thursday.slice(0, 4);
  const number = Math.floor((at(thursday) - at(`${year}-01-01`)) / (7 * DAY_MS)) + 1;
  return `${year}-W${String(number).padStart(2, '0')}`;
}

/** Its Monday. Of a 53rd week that the year has not got: the first Monday of the next. */
export function mondayOf(week: string): string {
  const fourth = `${week.slice(0, 4)}-01-04`;
  return addDays(fourth, (Number(week.slice(6)) - 1) * 7 - weekdayOf(fourth));
}

export const addWeeks = (week: string, weeks: number): string => weekOf(addDays(mondayOf(week), weeks * 7));

/** The week that an instant is in, by the clock of that zone. */
export const weekAt = (timeZone: string, instant: number): string => weekOf(dayIn(timeZone, instant));
