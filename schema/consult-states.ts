import * as z from 'zod/mini';
import type { AppointmentState } from './booking-states.ts';

// A LiveConsult (TELEHEALTH §2): one video visit, exactly one of each telehealth appointment. ------------------------------------

export const consultState = z.enum(['scheduled', 'waiting', 'inProgress', 'completed', 'cancelled', 'noshow', 'failed']);
export type ConsultState = z.infer<typeof consultState>;
/** `leave`: the patient's own, or five minutes without a sign of them. `fail`: it began, and no visit took place. */
export type ConsultEvent = 'checkIn' | 'leave' | 'start' | 'end' | 'cancel' | 'miss' | 'fail';

/** null: does not apply. A line that drops ends nothing: only the conducting clinician does. */
export const consultTransitions: Readonly<Record<ConsultState, Readonly<Record<ConsultEvent, ConsultState | null>>>> = {
  scheduled: { checkIn: 'waiting', leave: null, start: 'inProgress', end: null, cancel: 'cancelled', miss: 'noshow', fail: null },
  waiting: { checkIn: null, leave: 'scheduled', start: 'inProgress', end: null, cancel: 'cancelled', miss: 'noshow', fail: null },
  inProgress: { checkIn: null, leave: null, start: null, end: 'completed', cancel: null, miss: null, fail: 'failed' },
  completed: { checkIn: null, leave: null, start: null, end: null, cancel: null, miss: null, fail: null },
  cancelled: { checkIn: null, leave: null, start: null, end: null, cancel: null, miss: null, fail: null },
  noshow: { checkIn: null, leave: null, start: null, end: null, cancel: null, miss: null, fail: null },
  failed: { checkIn: null, leave: null, start: null, end: null, cancel: null, miss: null, fail: null },
};

/** Where the appointment stands in the same transaction. Of one that failed the clinic says that it did not take place. */
export const appointmentOf: Readonly<Record<ConsultState, AppointmentState>> = {
  scheduled: 'booked', waiting: 'arrived', inProgress: 'arrived', completed: 'fulfilled', cancelled: 'cancelled', noshow: 'noshow', failed: 'cancelled',
};

/** Sooner than this before its time nobody waits for it, and nobody starts it. */
export const CHECK_IN_AHEAD_MS = 60 * 60_000;
/** Without a sign of the patient for so long, nobody waits any more. */
export const PRESENCE_MS = 5 * 60_000;
/** What clinic and patient tell each other before it begins. */
export const CONSULT_WORD_MAX = 200;
/** The conducting clinician and the patient among them. */
export const CONSULT_PEOPLE = 4;
