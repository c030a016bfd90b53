import * as z from 'zod/mini';
import { calendarDate, id, instant } from './ids.ts';
import { openingHours } from './opening-hours.ts';

// C103, B14: when a provider is in the office, for what kinds of visit, and what of it is free. Days and times of day are of the
// clinic's own clock; instants are instants. --------------------------------------------------------------------------------

/** Visits begin at whole fives of the clock: every time zone's difference is a multiple of them. */
export const STEP_MS = 300_000;
/** So many days free/ shows, today included. */
export const FREE_DAYS = 28;
export const REASON_MAX = 200;

const language = z.string().check(z.regex(/^[a-z]{2}$/));
/** By language: {"en": "Consultation"}. */
const words = (max: number) => z.record(language, z.string().check(z.maxLength(max), z.regex(/\S/)));
const names = words(60).check(z.refine((all) => Object.keys(all).length > 0));
export type LocalWords = Readonly<Record<string, string>>;

/** `view`: patients see that there is such a visit and call. `request` (as a rule): asked for, the clinic confirms. `selfBook`: confirmed where the time is free. */
export const bookingPolicy = z.enum(['view', 'request', 'selfBook']);
export type BookingPolicy = z.infer<typeof bookingPolicy>;

const whole = (from: number, to: number) => z.number().check(z.int(), z.minimum(from), z.maximum(to));

export const visitTypeFields = {
  names,
  /** What a patient does before; {} for nothing. */
  preparation: words(500),
  minutes: whole(5, 480),
  /** Minutes kept free after it. */
  buffer: whole(0, 120),
  telehealth: z.boolean(),
  /** Patients cancel until so many hours before. */
  cancelHours: whole(0, 336),
  policy: bookingPolicy,
};
/** Whose the last change was. */
const changed = { revision: z.number(), by: z.string(), at: instant };

/** office/ `visitTypes`. One that is not active any more stays, for what was booked with it. */
export const visitTypeEntry = z.object({ id, ...visitTypeFields, active: z.boolean(), ...changed });
export type VisitTypeEntry = z.infer<typeof visitTypeEntry>;

export const scheduleFields = {
  staff: id, location: id,
  weekly: openingHours,
  types: z.array(id).check(z.maxLength(40)),
  /** First and last day, both included; null: for good. */
  from: calendarDate, until: z.nullable(calendarDate),
};
/** office/ `schedules`: a provider's usual week at one place. */
export const scheduleEntry = z.object({ id, ...scheduleFields, ...changed });
export type ScheduleEntry = z.infer<typeof scheduleEntry>;

/** office/ `absences`: away from work, at one place or (null) everywhere, or there beside the usual week. The reason is for staff alone. */
export const absenceEntry = z.object({
  id, staff: id, location: z.nullable(id), kind: z.enum(['away', 'extra']), from: instant, until: instant, reason: z.string(), by: z.string(), at: instant,
});
export type AbsenceEntry = z.infer<typeof absenceEntry>;

/** office/ `holidays`: nobody is there; `location` null: at no place of the clinic. */
export const holidayEntry = z.object({ id, location: z.nullable(id), day: calendarDate, name: z.string(), by: z.string(), at: instant });
export type HolidayEntry = z.infer<typeof holidayEntry>;

// free/:location ------------------------------------------------------------------------------------------------------------

/** free/ `place`, id "place": the days it shows, by which clock. */
export const freePlace = z.object({ timeZone: z.string(), from: calendarDate, until: calendarDate });
export type FreePlace = z.infer<typeof freePlace>;

/** free/ `types`: what can be booked, or seen, there. */
export const offeredType = z.object({ id, ...visitTypeFields });
export type OfferedType = z.infer<typeof offeredType>;

/** free/ `providers`: `id` is the reference made for patients, never a staff id. `offers`: which types, from day to day. */
export const freeProvider = z.object({
  id, name: z.string(), title: z.string(),
  offers: z.array(z.object({ from: calendarDate, until: z.nullable(calendarDate), types: z.array(id) })),
});
export type FreeProvider = z.infer<typeof freeProvider>;

/** From … to before. */
export type Interval = readonly [from: number, until: number];

/** free/ `days`, id `provider.day`: when nothing is planned with that provider; the past part of today included. None: no entry. */
export const freeDay = z.object({ provider: id, day: calendarDate, free: z.array(z.tuple([instant, instant])) });
export type FreeDay = z.infer<typeof freeDay>;

type Length = Pick<OfferedType, 'minutes' | 'buffer'>;
/** What a visit takes of its provider's time: itself and the buffer after it, which has to be free as well. */
export const takenMs = ({ minutes, buffer }: Length): number => (minutes + buffer) * 60_000;

const nextStep = (at: number): number => Math.ceil(at / STEP_MS) * STEP_MS;

/** Times that are offered: one after another, as close as they go, none before `after`. */
export function startsIn(free: readonly Interval[], length: Length, after: number): number[] {
  const taken = takenMs(length);
  const starts: number[] = [];
  for (const [from, until] of free) {
    for (let at = nextStep(Math.max(from, after)); at + taken <= until; at = nextStep(at + taken)) starts.push(at);
  }
  return starts;
}

/** May a visit begin then? Any step of the clock will do, not only those offered. */
export function fitsIn(free: readonly Interval[], length: Length, start: number): boolean {
  return start % STEP_MS === 0 && free.some(([from, until]) => from <= start && start + takenMs(length) <= until);
}

/** What that provider offers on a day. */
export const offeredOn = ({ offers }: Pick<FreeProvider, 'offers'>, day: string): readonly string[] =>
  offers.find(({ from, until }) => from <= day && (until === null || day <= until))?.types ?? [];

/** The words in that language, else in English, else in whichever there are. */
export function wordsIn(all: LocalWords, wanted: string): string {
  return all[wanted] ?? all['en'] ?? Object.values(all)[0] ?? '';
}

/** Why nobody can ask for times by this schedule; null: they can (C103). */
export type ScheduleGap = 'over' | 'noTimes' | 'noTypes';
export function scheduleGap(schedule: Pick<ScheduleEntry, 'weekly' | 'types' | 'until'>, activeTypes: ReadonlySet<string>, today: string): ScheduleGap | null {
  if (schedule.until !== null && schedule.until < today) return 'over';
  if (schedule.weekly.every((day) => day.length === 0)) return 'noTimes';
  return schedule.types.some((type) => activeTypes.has(type)) ? null : 'noTypes';
}
