import * as z from 'zod/mini';
import type { Actor } from './actor.ts';
import { appointmentEntry, type AppointmentEntry } from './bookings.ts';
import { appointmentTransitions, type AppointmentState } from './booking-states.ts';
import { calendarDate, id, instant } from './ids.ts';
import { refuse, type Verdict } from './outcome.ts';
import { defineRequest, readEntry, type ViewReader } from './request-definition.ts';
import { can } from './roles.ts';
import { viewName } from './view-names.ts';

// The wait list for an earlier time (D16, B14). Who waits keeps their appointment; an earlier time is offered as a booking in state
// `countered` that would move it, and is held for one person at a time: whoever takes it in time has it. -----------------------

/** Nobody's: absent and foreign look the same. `now`: when it was received, ms; 0 on a device. */
export interface JoinFacts {
  readonly appointment: null | { readonly state: AppointmentState; readonly startsAt: number };
  /** It is on the list already. */
  readonly waits: boolean;
  readonly idFree: boolean;
  readonly now: number;
}
export interface LeaveFacts { readonly wait: null | { readonly open: boolean } }
export interface OfferEarlierFacts {
  readonly wait: null | {
    readonly open: boolean;
    /** Of the appointment it would move. */
    readonly startsAt: number;
    /** Another time is offered, or asked for, already. */
    readonly moving: boolean;
  };
  readonly slot: 'free' | 'taken' | 'closed';
  /** When such a visit that begins then leaves its provider free again, ms. */
  readonly takenUntil: number;
  readonly idFree: boolean;
  readonly now: number;
}

const reachesPatient = (actor: Actor, patient: string): Verdict => actor.reaches.some((reach) => reach.patient === patient) || refuse('patient.unknown');
const entryOf = (views: ViewReader, patient: string, appointment: string): AppointmentEntry | undefined =>
  readEntry(views, viewName.person(patient), 'appointments', appointment, appointmentEntry);

/** Asks for an earlier time than this appointment has: of the same kind, at the same place. */
export const waitJoin = defineRequest({
  type: 'wait.join', v: 1, offline: true, nature: 'decide',
  body: z.object({
    patient: id, wait: id, appointment: id,
    /** With whoever offers it there, or with the same provider alone. */
    anyone: z.boolean(),
    /** Not before that day of the clinic's calendar. */
    from: calendarDate,
  }),
  facts: (views, _actor, body): JoinFacts => {
    const entry = entryOf(views, body.patient, body.appointment);
    return { appointment: { state: entry?.state ?? 'booked', startsAt: entry?.startsAt ?? 0 }, waits: entry?.earlier !== undefined, idFree: true, now: 0 };
  },
  may: (actor, body, facts: JoinFacts) => {
    const allowed = reachesPatient(actor, body.patient);
    if (allowed !== true) return allowed;
    if (!facts.appointment) return refuse('appointment.unknown');
    if (appointmentTransitions[facts.appointment.state].move === null || (facts.now > 0 && facts.appointment.startsAt <= facts.now)) return refuse('appointment.notSo');
    if (facts.waits) return refuse('wait.already');
    return facts.idFree || refuse('request.duplicate');
  },
});

/** Not wanted any more. What is offered already stays to be answered. */
export const waitLeave = defineRequest({
  type: 'wait.leave', v: 1, offline: true, nature: 'decide',
  body: z.object({ patient: id, wait: id, appointment: id }),
  facts: (): LeaveFacts => ({ wait: { open: true } }),
  may: (actor, body, facts: LeaveFacts) => {
    const allowed = reachesPatient(actor, body.patient);
    if (allowed !== true) return allowed;
    if (!facts.wait) return refuse('wait.unknown');
    return facts.wait.open || refuse('wait.over');
  },
});

/** One press of the clinic: this time, held for whoever waits until they have answered. */
export const waitOffer = defineRequest({
  type: 'wait.offer', v: 1, offline: true, nature: 'decide',
  body: z.object({ patient: id, wait: id, booking: id, staff: id, startsAt: instant }),
  facts: (): OfferEarlierFacts => ({ wait: { open: true, startsAt: 0, moving: false }, slot: 'free', takenUntil: 0, idFree: true, now: 0 }),
  may: (actor, body, facts: OfferEarlierFacts) => {
    if (!can(actor, 'portal.booking.manage')) return refuse('permission.missing', { permission: 'portal.booking.manage' });
    if (!facts.wait) return refuse('wait.unknown');
    if (!facts.wait.open) return refuse('wait.over');
    if (facts.wait.moving) return refuse('wait.moving');
    if (facts.now > 0 && body.startsAt <= facts.now) return refuse('wait.past');
    if (facts.now > 0 && facts.takenUntil > facts.wait.startsAt) return refuse('wait.notEarlier');
    if (facts.slot !== 'free') return refuse(facts.slot === 'taken' ? 'wait.taken' : 'wait.closed');
    return facts.idFree || refuse('request.duplicate');
  },
});

export const waitRequests = [waitJoin, waitLeave, waitOffer] as const;
