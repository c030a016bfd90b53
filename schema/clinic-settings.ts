import * as z from 'zod/mini';
import { passwordRule } from './clinic.ts';
import { instant } from './ids.ts';
import { openingHours } from './opening-hours.ts';
import { HOLD_DAYS } from './result-states.ts';

// B45: what a clinic decides for itself. Its own file: nothing of it is needed to sign in. ------------------------------

/** clinic/ `hours`, id "hours": null: not said, and nobody is told that the clinic is closed. */
export const hoursEntry = z.object({ openingHours: z.nullable(openingHours), timeZone: z.string() });
export type HoursEntry = z.infer<typeof hoursEntry>;

/** What a clinic's coordinators and administrators decide on its settings page. */
export const settingsFields = {
  openingHours: z.nullable(openingHours),
  emergencyPhone: z.string().check(z.minLength(1), z.maxLength(30), z.regex(/^\+?[0-9 ()-]*\d[0-9 ()-]*$/)),
  replyPromise: z.string().check(z.maxLength(200), z.minLength(1), z.regex(/\S/)),
  asksBirthDate: z.boolean(),
  passwordRule,
  contactDays: z.number().check(z.int(), z.minimum(1), z.maximum(365)),
};

/** `HH:MM` of the clinic's own clock. */
const clock = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/));

/**
 * D18, B46, B35: how long things wait. Most days a result may be held (0: none may be) and usually is; hours for an answer to a booking request,
 * and to an offer; hours before an appointment that its patient is reminded (0: never), and when nobody is (the same twice: always).
 */
export const waitFields = {
  holdDays: z.number().check(z.int(), z.minimum(0), z.maximum(90)),
  holdUsual: z.number().check(z.int(), z.minimum(1), z.maximum(90)),
  bookingHours: z.number().check(z.int(), z.minimum(4), z.maximum(720)),
  offerHours: z.number().check(z.int(), z.minimum(4), z.maximum(720)),
  reminderHours: z.number().check(z.int(), z.minimum(0), z.maximum(168)),
  quietFrom: clock,
  quietUntil: clock,
};
export const usualWaits = { holdDays: HOLD_DAYS, holdUsual: 3, bookingHours: 72, offerHours: 48, reminderHours: 24, quietFrom: '21:00', quietUntil: '08:00' } as const;

/** office/ `settings`, id "settings": as they stand, and who changed them last. */
export const clinicSettingsEntry = z.object({
  ...settingsFields,
  emergencyPhone: z.string(), replyPromise: z.string(), revision: z.number(), by: z.string(), at: z.nullable(instant),
  /** Absent in what was written before there was the question. */
  waits: z.optional(z.object({
    holdDays: z.number(), holdUsual: z.number(), bookingHours: z.number(), offerHours: z.number(), reminderHours: z.number(), quietFrom: z.string(), quietUntil: z.string(),
  })),
});
export type ClinicSettingsEntry = z.infer<typeof clinicSettingsEntry>;
