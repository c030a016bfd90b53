import * as z from 'zod/mini';
import { appointmentState } from './booking-states.ts';
import { calendarDate, id, instant } from './ids.ts';

// week/:location/:isoweek: what stands on the schedule of a place in one week, and what waits to stand there (DESIGN §7). Forty
// providers have thousands of these: names of visit types are in plan/, those of providers in a section of their own. ------------

/** Who told whom what, beside the appointment's state. Each is on or off. */
export const contactMarks = ['reminder', 'email', 'sms', 'avm', 'callback'] as const;
export const contactMark = z.enum(contactMarks);
export type ContactMark = (typeof contactMarks)[number];

/** A register (R6) as far as a screen needs it. */
const markEntry = z.object({ value: z.boolean(), stamp: instant, who: z.string(), at: instant });

/** week/ `place`, id "place": the days it shows, by which clock. */
export const weekPlace = z.object({ timeZone: z.string(), from: calendarDate, until: calendarDate });
export type WeekPlace = z.infer<typeof weekPlace>;

/** week/ `providers`: whoever has something in it. */
export const weekProvider = z.object({ id, name: z.string(), title: z.string() });
export type WeekProvider = z.infer<typeof weekProvider>;

const patient = z.object({ id, name: z.string(), birthDate: z.nullable(z.string()) });
const visit = { id, staff: id, visitType: id, patient, startsAt: instant, endsAt: instant };

/** week/ `appointments`. */
export const weekAppointment = z.object({
  ...visit, state: appointmentState,
  /** Minutes after it that are taken as well. */
  buffer: z.number(),
  marks: z.partialRecord(contactMark, markEntry),
  /** Whose the last change of its state or time was, and when; null: nobody's since it was made. */
  changed: z.nullable(z.object({ by: z.string(), at: instant })),
  /** What was said when it was cancelled, and on whose side. */
  cancelled: z.nullable(z.object({ byClinic: z.boolean(), words: z.string() })),
});
export type WeekAppointment = z.infer<typeof weekAppointment>;

/** week/ `bookings`: pending, shown `^`. `times`: what it holds in this week, the one asked for or those offered. */
export const weekBooking = z.object({
  ...visit, state: z.enum(['requested', 'countered']), buffer: z.number(),
  times: z.array(z.tuple([instant, instant])),
});
export type WeekBooking = z.infer<typeof weekBooking>;
