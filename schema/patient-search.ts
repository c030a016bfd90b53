import * as z from 'zod/mini';
import { calendarDate, id, instant } from './ids.ts';

// GET /api/patients: what staff find online. Offline the device searches the person views it holds. ---------------------

export const patientFound = z.object({
  id,
  name: z.string(),
  birthDate: z.nullable(calendarDate),
  recordNumber: z.string(),
  phone: z.string(),
  /** The phone is valid and international. */
  phoneFit: z.boolean(),
  portal: z.enum(['none', 'active', 'blocked']),
});
export type PatientFound = z.infer<typeof patientFound>;

/**
 * `found` in the order of names. `close`: whose names are like the words that were typed, when few matched. `cursor`: ask
 * again with it for what follows; null at the end.
 */
export const patientSearchAnswer = z.object({ found: z.array(patientFound), close: z.array(patientFound), cursor: z.nullable(z.string()) });
export type PatientSearchAnswer = z.infer<typeof patientSearchAnswer>;

// POST /api/patients/:id/one-time-password: said once, kept nowhere (D7). ------------------------------------------------

export const oneTimePasswordAnswer = z.object({
  password: z.string(),
  validUntil: instant,
  /** What the patient signs in with beside phone and password. A national id is never told in full (D17). */
  identifier: z.discriminatedUnion('mode', [
    z.object({ mode: z.literal('email'), value: z.string() }),
    z.object({ mode: z.literal('nationalId'), last4: z.string() }),
  ]),
  phone: z.string(),
  /** Where the confirmation went (C96), or null: nobody was told. */
  confirmedTo: z.nullable(z.string()),
});
export type OneTimePasswordAnswer = z.infer<typeof oneTimePasswordAnswer>;
