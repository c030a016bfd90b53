import * as z from 'zod/mini';
import type { Actor } from './actor.ts';
import { appointmentState, appointmentTransitions, BOOKING_WORDS_MAX, type AppointmentEvent, type AppointmentState } from './booking-states.ts';
import type { ConsultState } from './consult-states.ts';
import { contactMark, weekAppointment, weekPlace, type WeekAppointment } from './desk.ts';
import { id, instant } from './ids.ts';
import { isoWeek, weekAt } from './iso-week.ts';
import { refuse, type Refusal, type Verdict } from './outcome.ts';
import { defineRequest, readEntry, type PredictContext, type Prediction, type ViewReader } from './request-definition.ts';
import { scopeOf } from './roles.ts';
import { visitTypeEntry } from './schedules.ts';
import { viewName } from './view-names.ts';

// What the front desk does with an appointment (DESIGN §7). Its events are those of `appointmentTransitions`; who told whom is beside
// them, in any state. --------------------------------------------------------------------------------------------------------

/** Nobody's: absent and foreign look the same. `now`: when it was received, ms; 0 on a device, which leaves times to the clinic's clock. */
export interface DeskFacts {
  readonly appointment: null | {
    readonly state: AppointmentState;
    readonly startsAt: number;
    readonly staff: string;
    readonly telehealth: boolean;
    /** Of its video visit, which moves it; null or left out: it has none. */
    readonly consult?: ConsultState | null;
    /** Whose the last change was; null: nobody's since it was made. */
    readonly changed: { readonly by: string; readonly at: number } | null;
  };
  readonly now: number;
}

export interface MoveFacts extends DeskFacts {
  /** Somebody who works there. */
  readonly provider: boolean;
  /** `closed`: that provider's hours do not cover it. */
  readonly slot: 'free' | 'taken' | 'closed';
  /** Three others, ms, where it is not free. */
  readonly instead: readonly number[];
  /** The patient has asked for another time, and holds it. */
  readonly changeWaits: boolean;
}

/** Who comes on the day before may be seen all the same; further ahead it is a slip of the hand, and nothing takes it back. */
export const ARRIVE_AHEAD_MS = 24 * 3_600_000;

const reasonText = z.string().check(z.maxLength(BOOKING_WORDS_MAX), z.regex(/\S/));
/** `location`, `week`: which view its author read, and is to see it in. The record goes by the appointment alone. */
const ofAppointment = { patient: id, appointment: id, location: id, week: isoWeek };
interface Of { readonly appointment: string; readonly location: string; readonly week: string }

function mayManage(actor: Actor, { appointment }: DeskFacts): Verdict {
  const scope = scopeOf(actor, 'appointments.manage');
  if (scope === null) return refuse('permission.missing', { permission: 'appointments.manage' });
  if (!appointment) return refuse('appointment.unknown');
  if (scope === 'all' || (scope === 'own' && appointment.staff === actor.staff) || (scope === 'telehealth' && appointment.telehealth)) return true;
  return refuse('appointment.notYours');
}

const changedSince = ({ changed }: NonNullable<DeskFacts['appointment']>): Refusal =>
  (changed ? refuse('appointment.changedBy', { by: changed.by, at: changed.at }) : refuse('appointment.standsElse'));

function mayDo(actor: Actor, facts: DeskFacts, event: AppointmentEvent): Verdict {
  const allowed = mayManage(actor, facts);
  if (allowed !== true || !facts.appointment) return allowed;
  const { state, consult } = facts.appointment;
  if (consult === 'scheduled' || consult === 'waiting' || consult === 'inProgress') {
    if (event === 'arrive' || event === 'fulfil' || event === 'undo') return refuse('appointment.telehealth');
    if (consult === 'inProgress') return refuse('consult.running');
    if (consult === 'waiting' && event === 'move') return refuse('consult.waits');
    // Whoever waits for a video visit has arrived, and may yet be gone before it begins.
    if (consult === 'waiting' && event === 'miss') return true;
  }
  // A video visit that took place took place: only one that nobody came to is put back.
  if (consult === 'completed' && event === 'undo') return refuse('appointment.telehealth');
  return appointmentTransitions[state][event] !== null || changedSince(facts.appointment);
}

const entryOf = (views: ViewReader, { location, week, appointment }: Of): WeekAppointment | undefined =>
  readEntry(views, viewName.week(location, week), 'appointments', appointment, weekAppointment);

/** What is not on the device does not stand in the way: the clinic decides. */
function onDevice(views: ViewReader, actor: Actor, body: Of, event: AppointmentEvent | null): DeskFacts {
  const entry = entryOf(views, body);
  const state = appointmentState.options.find((one) => event === null || appointmentTransitions[one][event] !== null) ?? 'booked';
  if (!entry) return { appointment: { state, startsAt: 0, staff: actor.staff ?? '', telehealth: true, changed: null }, now: 0 };
  const type = readEntry(views, viewName.plan(actor.clinic), 'visitTypes', entry.visitType, visitTypeEntry);
  const consult = type?.telehealth !== true ? null : entry.state === 'booked' ? 'scheduled' : entry.state === 'arrived' ? 'waiting' : null;
  return { appointment: { state: entry.state, startsAt: entry.startsAt, staff: entry.staff, telehealth: type?.telehealth ?? true, consult, changed: entry.changed }, now: 0 };
}

function predictChange(context: PredictContext, body: Of, change: Partial<WeekAppointment>): Prediction[] {
  const entry = entryOf(context.views, body);
  if (!entry) return [];
  const changed = { by: context.actor.name, at: context.request.deviceTime };
  return [{ view: viewName.week(body.location, body.week), section: 'appointments', id: body.appointment, value: { ...entry, changed, ...change } }];
}

/** The patient is here. */
export const appointmentArrive = defineRequest({
  type: 'appointment.arrive', v: 1, offline: true, nature: 'decide',
  body: z.object(ofAppointment),
  facts: (views, actor, body) => onDevice(views, actor, body, 'arrive'),
  may: (actor, _body, facts: DeskFacts) => {
    const allowed = mayDo(actor, facts, 'arrive');
    if (allowed !== true) return allowed;
    return facts.now === 0 || (facts.appointment?.startsAt ?? 0) <= facts.now + ARRIVE_AHEAD_MS || refuse('appointment.early');
  },
  predict: (context, body) => predictChange(context, body, { state: 'arrived' }),
});

/** The visit took place. */
export const appointmentFulfil = defineRequest({
  type: 'appointment.fulfil', v: 1, offline: true, nature: 'decide',
  body: z.object(ofAppointment),
  facts: (views, actor, body) => onDevice(views, actor, body, 'fulfil'),
  may: (actor, _body, facts: DeskFacts) => mayDo(actor, facts, 'fulfil'),
  predict: (context, body) => predictChange(context, body, { state: 'fulfilled' }),
});

/** The patient did not come. */
export const appointmentMiss = defineRequest({
  type: 'appointment.miss', v: 1, offline: true, nature: 'decide',
  body: z.object(ofAppointment),
  facts: (views, actor, body) => onDevice(views, actor, body, 'miss'),
  may: (actor, _body, facts: DeskFacts) => {
    const allowed = mayDo(actor, facts, 'miss');
    if (allowed !== true) return allowed;
    return facts.now === 0 || (facts.appointment?.startsAt ?? 0) <= facts.now || refuse('appointment.early');
  },
  predict: (context, body) => predictChange(context, body, { state: 'noshow' }),
});

/** It will not take place, with words that the patient reads. Its time is free again. */
export const appointmentCancel = defineRequest({
  type: 'appointment.cancel', v: 1, offline: true, nature: 'decide',
  body: z.object({ ...ofAppointment, reason: reasonText }),
  facts: (views, actor, body) => onDevice(views, actor, body, 'cancel'),
  may: (actor, _body, facts: DeskFacts) => mayDo(actor, facts, 'cancel'),
  predict: (context, body) => predictChange(context, body, { state: 'cancelled', buffer: 0, cancelled: { byClinic: true, words: body.reason.trim() } }),
});

/** It was noted by mistake: back to where it stood before, with a reason that colleagues and the audit keep. */
export const appointmentUndo = defineRequest({
  type: 'appointment.undo', v: 1, offline: true, nature: 'decide',
  /** `from`: what its author saw, and takes back; not what somebody has noted since. */
  body: z.object({ ...ofAppointment, from: z.enum(['arrived', 'fulfilled', 'noshow']), reason: reasonText }),
  facts: (views, actor, body) => onDevice(views, actor, body, 'undo'),
  may: (actor, body, facts: DeskFacts) => {
    const allowed = mayDo(actor, facts, 'undo');
    if (allowed !== true || !facts.appointment) return allowed;
    // The device has no such look at a row it does not hold: `startsAt` 0.
    return facts.appointment.startsAt === 0 || facts.appointment.state === body.from || changedSince(facts.appointment);
  },
  predict: (context, body) => predictChange(context, body, { state: appointmentTransitions[body.from].undo ?? body.from }),
});

/** Who told whom what, on or off: a register (R6), in any state. */
export const appointmentMark = defineRequest({
  type: 'appointment.mark', v: 1, offline: true, nature: 'merge',
  body: z.object({ ...ofAppointment, mark: contactMark, on: z.boolean() }),
  facts: (views, actor, body) => onDevice(views, actor, body, null),
  may: (actor, _body, facts: DeskFacts) => mayManage(actor, facts),
  saw: (views, _actor, body) => entryOf(views, body)?.marks[body.mark]?.stamp ?? 0,
  predict: (context, body) => {
    const entry = entryOf(context.views, body);
    if (!entry) return [];
    const at = context.request.deviceTime;
    const stamp = Math.max(at, context.request.saw + 1);
    return predictChange(context, body, { changed: entry.changed, marks: { ...entry.marks, [body.mark]: { value: body.on, stamp, who: context.actor.name, at } } });
  },
});

/** Where it would have been free instead: for the words of the refusal and the buttons under them. */
function insteadOf(code: string, instead: readonly number[]): Refusal {
  const [first, second, third] = instead;
  return refuse(code, { ...(first === undefined ? {} : { first }), ...(second === undefined ? {} : { second }), ...(third === undefined ? {} : { third }) });
}

/** To another time, or another provider of the same place. `override`: why, although the provider's hours say otherwise. */
export const appointmentMove = defineRequest({
  type: 'appointment.move', v: 1, offline: true, nature: 'decide',
  body: z.object({
    ...ofAppointment,
    /** Where its author saw it: what somebody moved meanwhile is not moved from somewhere else. */
    fromStaff: id, from: instant,
    staff: id, startsAt: instant, override: z.string().check(z.maxLength(BOOKING_WORDS_MAX)),
  }),
  facts: (views, actor, body): MoveFacts => ({ ...onDevice(views, actor, body, 'move'), provider: true, slot: 'free', instead: [], changeWaits: false }),
  may: (actor, body, facts: MoveFacts) => {
    const allowed = mayDo(actor, facts, 'move');
    if (allowed !== true || !facts.appointment) return allowed;
    if (scopeOf(actor, 'appointments.manage') === 'own' && body.staff !== actor.staff) return refuse('appointment.notYours');
    // The device has no such look at a row it does not hold: `startsAt` 0.
    if (facts.appointment.startsAt > 0 && (facts.appointment.startsAt !== body.from || facts.appointment.staff !== body.fromStaff)) return changedSince(facts.appointment);
    if (facts.changeWaits) return refuse('appointment.changeWaits');
    if (!facts.provider) return refuse('appointment.nobody');
    if (facts.now > 0 && body.startsAt <= facts.now) return insteadOf('booking.past', facts.instead);
    if (facts.slot === 'taken') return insteadOf('booking.taken', facts.instead);
    return facts.slot === 'free' || body.override.trim() !== '' || insteadOf('appointment.closed', facts.instead);
  },
  predict: (context, body) => {
    const entry = entryOf(context.views, body);
    const view = viewName.week(body.location, body.week);
    const place = readEntry(context.views, view, 'place', 'place', weekPlace);
    if (!entry || !place) return [];
    const value: WeekAppointment = {
      ...entry, staff: body.staff, startsAt: body.startsAt, endsAt: body.startsAt + entry.endsAt - entry.startsAt, changed: { by: context.actor.name, at: context.request.deviceTime },
    };
    const next = viewName.week(body.location, weekAt(place.timeZone, body.startsAt));
    const arrives: Prediction = { view: next, section: 'appointments', id: body.appointment, value };
    return next === view ? [arrives] : [{ ...arrives, view, value: null }, arrives];
  },
});

export const deskRequests = [appointmentArrive, appointmentFulfil, appointmentMiss, appointmentCancel, appointmentUndo, appointmentMark, appointmentMove] as const;
