import * as z from 'zod/mini';
import { id, instant } from './ids.ts';

// What a patient asks for, and what stands on the clinic's schedule: two things (D5). A Booking asks; confirming it makes the
// Appointment, or moves the one it replaces. -------------------------------------------------------------------------------

/** `countered`: the clinic offered other times and holds them. Shown as "Requested" until somebody of the clinic has confirmed. */
export const bookingState = z.enum(['requested', 'countered', 'confirmed', 'declined', 'withdrawn', 'expired']);
export type BookingState = z.infer<typeof bookingState>;
export type BookingEvent = 'confirm' | 'decline' | 'offer' | 'accept' | 'withdraw' | 'expire';

/** DESIGN §7. null: does not apply. What is over stays over: who wants another time asks anew. */
export const bookingTransitions: Readonly<Record<BookingState, Readonly<Record<BookingEvent, BookingState | null>>>> = {
  requested: { confirm: 'confirmed', decline: 'declined', offer: 'countered', accept: null, withdraw: 'withdrawn', expire: 'expired' },
  countered: { confirm: null, decline: 'declined', offer: null, accept: 'confirmed', withdraw: 'withdrawn', expire: 'expired' },
  confirmed: { confirm: null, decline: null, offer: null, accept: null, withdraw: null, expire: null },
  declined: { confirm: null, decline: null, offer: null, accept: null, withdraw: null, expire: null },
  withdrawn: { confirm: null, decline: null, offer: null, accept: null, withdraw: null, expire: null },
  expired: { confirm: null, decline: null, offer: null, accept: null, withdraw: null, expire: null },
};

/** FHIR R4 Appointment.status, as far as the clinic uses it. */
export const appointmentState = z.enum(['booked', 'arrived', 'fulfilled', 'cancelled', 'noshow']);
export type AppointmentState = z.infer<typeof appointmentState>;
/** `undo`: what was noted by mistake is put back. A cancelled one stays so: the patient was told, and the time may be somebody else's. */
export type AppointmentEvent = 'arrive' | 'fulfil' | 'cancel' | 'miss' | 'move' | 'undo';

export const appointmentTransitions: Readonly<Record<AppointmentState, Readonly<Record<AppointmentEvent, AppointmentState | null>>>> = {
  booked: { arrive: 'arrived', fulfil: null, cancel: 'cancelled', miss: 'noshow', move: 'booked', undo: null },
  arrived: { arrive: null, fulfil: 'fulfilled', cancel: 'cancelled', miss: null, move: null, undo: 'booked' },
  fulfilled: { arrive: null, fulfil: null, cancel: null, miss: null, move: null, undo: 'arrived' },
  cancelled: { arrive: null, fulfil: null, cancel: null, miss: null, move: null, undo: null },
  noshow: { arrive: null, fulfil: null, cancel: null, miss: null, move: null, undo: 'booked' },
};

/** What a queue's entry has to say for a decision to be judged on a device. */
export const bookingFacts = z.object({ id, state: z.enum(['requested', 'countered']), expiresAt: instant });
/** And an appointment of the patient's own view. */
export const appointmentFacts = z.object({ id, state: appointmentState, startsAt: instant, cutoffAt: instant });

/** Requests of one patient that wait at one time: each holds a time that others then cannot have. */
export const OPEN_BOOKINGS = 5;
/** Longest words with a request, a cancellation, a refusal. */
export const BOOKING_WORDS_MAX = 500;
/** Times the clinic may offer in place of the one that was asked for. */
export const OFFERS_MAX = 3;
