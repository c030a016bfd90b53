import * as z from 'zod/mini';
import { appointmentState, bookingState } from './booking-states.ts';
import { calendarDate, id, instant } from './ids.ts';

// What views hold of bookings and appointments. Their states: booking-states.ts. -------------------------------------------

/** Words per language, as the clinic wrote them: "en" → "First visit". */
export const named = z.record(z.string(), z.string());
const place = z.object({ id, name: z.string() });
/** By the reference the clinic made for patients, never an account or a staff row. */
const provider = z.object({ ref: z.string(), name: z.string(), title: z.string() });
const time = { startsAt: instant, endsAt: instant };
export const offeredTime = z.object({ ...time, provider });

const visit = { visitType: z.object({ id, names: named }), provider, location: place, ...time };

/** person/ `bookings`: what was asked for, and what became of it. */
export const bookingEntry = z.object({
  id, ...visit, state: bookingState,
  words: z.string(),
  /** A carer who asked for it; '' when the patient did. */
  by: z.string(),
  /** The appointment it would move; null: a new one. */
  replaces: z.nullable(id),
  /** The appointment that it made or moved, once it is confirmed. */
  appointment: z.nullable(id),
  receivedAt: instant,
  /** Unanswered until then, the request is over. */
  expiresAt: instant,
  /** When it was decided, and the words that came with it. */
  decidedAt: z.nullable(instant), reason: z.string(),
  offers: z.array(offeredTime),
  /** Nobody asked for it by its hour: the clinic offers it to somebody of the wait list, who keeps what they have until they take it. */
  earlier: z.optional(z.boolean()),
});
export type BookingEntry = z.infer<typeof bookingEntry>;

/** person/ `appointments`: what stands on the clinic's schedule. */
export const appointmentEntry = z.object({
  id, ...visit, state: appointmentState,
  /** Until then the patient may cancel or change it in the app. */
  cutoffAt: instant,
  preparation: named,
  /** What was said when it was cancelled, and on whose side. */
  cancelled: z.nullable(z.object({ at: instant, byClinic: z.boolean(), words: z.string() })),
  movedAt: z.nullable(instant),
  /** On the wait list for an earlier time: with anyone at that place, or the same provider; from which day. */
  earlier: z.optional(z.object({ id, anyone: z.boolean(), from: calendarDate })),
});
export type AppointmentEntry = z.infer<typeof appointmentEntry>;

/** bookings/ `bookings`: what waits for the clinic's decision, or for the patient's answer to an offer. */
export const requestedEntry = z.object({
  id, ...visit, state: z.enum(['requested', 'countered']), staff: id,
  patient: z.object({ id, name: z.string(), birthDate: z.nullable(z.string()) }),
  words: z.string(), by: z.string(), receivedAt: instant, expiresAt: instant,
  /** The time it would give up. */
  replaces: z.nullable(z.object({ id, startsAt: instant, provider: z.string() })),
  offers: z.array(offeredTime),
  /** The clinic was told that it is about to run out. */
  urgent: z.boolean(),
  earlier: z.optional(z.boolean()),
});
export type RequestedEntry = z.infer<typeof requestedEntry>;

/** bookings/ `waits`: who waits for an earlier time than they have, whoever asked first at the head. */
export const waitEntry = z.object({
  id, ...visit, appointment: id, anyone: z.boolean(), from: calendarDate, at: instant,
  patient: z.object({ id, name: z.string(), birthDate: z.nullable(z.string()) }),
  /** A carer who asked for it; '' when the patient did. */
  by: z.string(),
  /** The first free time that would suit; the clinic looks every minute. */
  found: z.nullable(z.object({ ...time, staff: id, provider: z.string() })),
  /** Another time is offered, or asked for, and not answered. */
  moving: z.boolean(),
});
export type WaitEntry = z.infer<typeof waitEntry>;
