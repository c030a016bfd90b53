import * as z from 'zod/mini';
import type { Actor } from './actor.ts';
import { appointmentFacts, appointmentTransitions, bookingFacts, bookingTransitions, BOOKING_WORDS_MAX, OFFERS_MAX, OPEN_BOOKINGS, type AppointmentState, type BookingEvent, type BookingState } from './booking-states.ts';
import { id, instant } from './ids.ts';
import { refuse, type Refusal, type Verdict } from './outcome.ts';
import { defineRequest, readEntry, type ViewReader } from './request-definition.ts';
import { can } from './roles.ts';
import { viewName } from './view-names.ts';

// What patients ask of the schedule, and what the clinic decides (C9–C13, C81, C102–C104). Nothing is an appointment before the
// clinic's record says so: a device predicts a request, and no appointment. ---------------------------------------------------

/** Nobody's: absent and foreign look the same. `now`: when it was received, ms; 0 on a device, which leaves times to the clinic's clock. */
export interface SlotFacts {
  /** null: none of that clinic, or not offered any more. */
  readonly visit: null | { readonly policy: 'view' | 'request' | 'selfBook' };
  /** Somebody with a complete schedule at that place (C103). */
  readonly provider: boolean;
  /** `closed`: the provider is not in the office then. */
  readonly slot: 'free' | 'taken' | 'closed';
  /** Three others, ms, where it is not free. */
  readonly instead: readonly number[];
  /** Of this patient, that wait already. */
  readonly waiting: number;
  readonly idFree: boolean;
  readonly now: number;
}
/** Of the appointment it would move. */
export interface AppointmentFacts { readonly appointment: null | { readonly state: AppointmentState; readonly startsAt: number; readonly cutoffAt: number; /** Its video visit runs. */ readonly running?: boolean } }
export interface BookingFacts {
  readonly booking: null | {
    readonly state: BookingState;
    readonly startsAt: number;
    readonly expiresAt: number;
    /** Who decided it, and when; null: nobody yet. */
    readonly decided: { readonly by: string; readonly at: number } | null;
    readonly offers: number;
  };
  readonly now: number;
}

const wordsText = z.string().check(z.maxLength(BOOKING_WORDS_MAX));
const reasonText = z.string().check(z.maxLength(BOOKING_WORDS_MAX), z.regex(/\S/));
/** A time, of one provider at one place. */
const asked = { location: id, visitType: id, provider: z.string().check(z.maxLength(64)), startsAt: instant };
const ofBooking = { patient: id, booking: id };

const reachesPatient = (actor: Actor, patient: string): Verdict => actor.reaches.some((reach) => reach.patient === patient) || refuse('patient.unknown');

/** `first` … `third`: times that are free, for the words of the refusal and the buttons under them. */
function insteadOf(code: string, instead: readonly number[]): Refusal {
  const [first, second, third] = instead;
  return refuse(code, { ...(first === undefined ? {} : { first }), ...(second === undefined ? {} : { second }), ...(third === undefined ? {} : { third }) });
}

function judgeSlot(facts: SlotFacts, startsAt: number): Verdict {
  if (!facts.visit || facts.visit.policy === 'view') return refuse('booking.notOffered');
  if (!facts.provider) return refuse('booking.noSchedule');
  if (facts.now > 0 && startsAt <= facts.now) return insteadOf('booking.past', facts.instead);
  if (facts.slot === 'taken') return insteadOf('booking.taken', facts.instead);
  return facts.slot === 'free' || insteadOf('booking.closed', facts.instead);
}

function judgeAppointment({ appointment }: AppointmentFacts, event: 'cancel' | 'move', now: number): Verdict {
  if (!appointment) return refuse('appointment.unknown');
  if (appointment.running === true || appointmentTransitions[appointment.state][event] === null || (now > 0 && appointment.startsAt <= now)) return refuse('appointment.notSo');
  return now === 0 || now <= appointment.cutoffAt || refuse('appointment.tooLate', { at: appointment.cutoffAt });
}

/** A free time as this device saw it; the clinic's record decides whether it still is. */
const onDevice: SlotFacts = { visit: { policy: 'request' }, provider: true, slot: 'free', instead: [], waiting: 0, idFree: true, now: 0 };

/** A time asked for; with `replaces`, in place of one the patient has (C81): that stays until this is confirmed. */
export const bookingRequest = defineRequest({
  type: 'booking.request', v: 1, offline: true, nature: 'decide',
  body: z.object({ ...ofBooking, ...asked, words: wordsText, replaces: z.nullable(id), freeAsOf: instant }),
  facts: (views, _actor, body): SlotFacts & AppointmentFacts => ({ ...onDevice, appointment: appointmentOnDevice(views, body.patient, body.replaces) }),
  may: (actor, body, facts: SlotFacts & AppointmentFacts) => {
    const allowed = reachesPatient(actor, body.patient);
    if (allowed !== true) return allowed;
    const moves = body.replaces === null ? true : judgeAppointment(facts, 'move', facts.now);
    if (moves !== true) return moves;
    const free = judgeSlot(facts, body.startsAt);
    if (free !== true) return free;
    if (!facts.idFree) return refuse('request.duplicate');
    return facts.waiting < OPEN_BOOKINGS || refuse('booking.tooMany', { most: OPEN_BOOKINGS });
  },
});

function appointmentOnDevice(views: ViewReader, patient: string, appointment: string | null): AppointmentFacts['appointment'] {
  const known = appointment === null ? undefined : readEntry(views, viewName.person(patient), 'appointments', appointment, appointmentFacts);
  return known ?? { state: 'booked', startsAt: 0, cutoffAt: 0 };
}

function bookingOnDevice(views: ViewReader, view: string, booking: string): BookingFacts {
  const entry = readEntry(views, view, 'bookings', booking, bookingFacts);
  return { booking: { state: entry?.state ?? 'requested', startsAt: 0, expiresAt: entry?.expiresAt ?? 0, decided: null, offers: OFFERS_MAX }, now: 0 };
}

/** Why the event does not apply: what stands instead, and whose word it is. */
function notFrom(booking: NonNullable<BookingFacts['booking']>, event: BookingEvent, now: number): Verdict {
  if (bookingTransitions[booking.state][event] === null) {
    if (booking.state === 'requested' || booking.state === 'countered') return refuse('booking.notSo');
    return booking.state === 'expired' ? refuse('booking.expired') : refuse('booking.decidedBy', { by: booking.decided?.by ?? '', at: booking.decided?.at ?? 0 });
  }
  return now === 0 || booking.expiresAt > now || refuse('booking.expired');
}

/** Not wanted any more, before or while the clinic offers other times. */
export const bookingWithdraw = defineRequest({
  type: 'booking.withdraw', v: 1, offline: true, nature: 'decide',
  body: z.object(ofBooking),
  facts: (views, _actor, body) => bookingOnDevice(views, viewName.person(body.patient), body.booking),
  may: (actor, body, facts: BookingFacts) => {
    const allowed = reachesPatient(actor, body.patient);
    if (allowed !== true) return allowed;
    return facts.booking ? notFrom(facts.booking, 'withdraw', 0) : refuse('booking.unknown');
  },
});

/** One of the times that the clinic offered: taking it is confirmed at once. */
export const bookingAccept = defineRequest({
  type: 'booking.accept', v: 1, offline: true, nature: 'decide',
  body: z.object({ ...ofBooking, offer: z.number().check(z.int(), z.nonnegative()) }),
  facts: (views, _actor, body) => ({ ...bookingOnDevice(views, viewName.person(body.patient), body.booking) }),
  may: (actor, body, facts: BookingFacts) => {
    const allowed = reachesPatient(actor, body.patient);
    if (allowed !== true) return allowed;
    if (!facts.booking) return refuse('booking.unknown');
    const applies = notFrom(facts.booking, 'accept', facts.now);
    if (applies !== true) return applies;
    return body.offer < facts.booking.offers || refuse('booking.notSo');
  },
});

/** An appointment that is not wanted any more, until the visit type's own hour before it. */
export const bookingCancel = defineRequest({
  type: 'booking.cancel', v: 1, offline: true, nature: 'decide',
  body: z.object({ patient: id, appointment: id, words: wordsText }),
  facts: (views, _actor, body): AppointmentFacts & { now: number } => ({ appointment: appointmentOnDevice(views, body.patient, body.appointment), now: 0 }),
  may: (actor, body, facts: AppointmentFacts & { now: number }) => {
    const allowed = reachesPatient(actor, body.patient);
    return allowed === true ? judgeAppointment(facts, 'cancel', facts.now) : allowed;
  },
});

function mayDecide(actor: Actor, facts: BookingFacts, event: BookingEvent): Verdict {
  if (!can(actor, 'portal.booking.manage')) return refuse('permission.missing', { permission: 'portal.booking.manage' });
  return facts.booking ? notFrom(facts.booking, event, facts.now) : refuse('booking.unknown');
}

const inQueue = (views: ViewReader, actor: Actor, booking: string): BookingFacts => bookingOnDevice(views, viewName.bookings(actor.clinic), booking);

export interface ConfirmFacts extends BookingFacts {
  /** The provider is in the office then. Taken it cannot be: the request itself holds the time. */
  readonly inOffice: boolean;
}

/** Makes the Appointment, or moves the one it replaces (C13). `override`: why, although the provider's hours say otherwise. */
export const bookingConfirm = defineRequest({
  type: 'booking.confirm', v: 1, offline: true, nature: 'decide',
  body: z.object({ ...ofBooking, override: wordsText }),
  facts: (views, actor, body): ConfirmFacts => ({ ...inQueue(views, actor, body.booking), inOffice: true }),
  may: (actor, body, facts: ConfirmFacts) => {
    const allowed = mayDecide(actor, facts, 'confirm');
    if (allowed !== true) return allowed;
    if (facts.now > 0 && (facts.booking?.startsAt ?? 0) <= facts.now) return refuse('booking.over');
    return facts.inOffice || body.override.trim() !== '' || refuse('booking.notInOffice');
  },
});

/** With words that the patient reads. */
export const bookingDecline = defineRequest({
  type: 'booking.decline', v: 1, offline: true, nature: 'decide',
  body: z.object({ ...ofBooking, reason: reasonText }),
  facts: (views, actor, body) => inQueue(views, actor, body.booking),
  may: (actor, _body, facts: BookingFacts) => mayDecide(actor, facts, 'decline'),
});

export interface OfferFacts extends BookingFacts {
  /** Which of the times are not free, ms. */
  readonly notFree: readonly number[];
}

/** Other times of the same provider, held until the patient has answered or the offer is over. */
export const bookingOffer = defineRequest({
  type: 'booking.offer', v: 1, offline: true, nature: 'decide',
  body: z.object({ ...ofBooking, times: z.array(instant).check(z.minLength(1), z.maxLength(OFFERS_MAX)), words: wordsText }),
  facts: (views, actor, body): OfferFacts => ({ ...inQueue(views, actor, body.booking), notFree: [] }),
  may: (actor, _body, facts: OfferFacts) => {
    const allowed = mayDecide(actor, facts, 'offer');
    if (allowed !== true) return allowed;
    return facts.notFree.length === 0 || insteadOf('booking.offerTaken', facts.notFree);
  },
});

export const bookingRequests = [bookingRequest, bookingWithdraw, bookingAccept, bookingCancel, bookingConfirm, bookingDecline, bookingOffer] as const;
