import * as z from 'zod/mini';
import { passwordRule } from './clinic.ts';
import { instant } from './ids.ts';
import { openingHours } from './opening-hours.ts';

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

/** office/ `settings`, id "settings": as they stand, and who changed them last. */
export const clinicSettingsEntry = z.object({ ...settingsFields, emergencyPhone: z.string(), replyPromise: z.string(), revision: z.number(), by: z.string(), at: z.nullable(instant) });
export type ClinicSettingsEntry = z.infer<typeof clinicSettingsEntry>;
