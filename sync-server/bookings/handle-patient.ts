import { sql } from 'drizzle-orm';
import { bookingAccept, bookingCancel, bookingRequest, bookingWithdraw, type AppointmentFacts, type SlotFacts } from '../../schema/booking-requests.ts';
import { instantParam } from '../record/database.ts';
import { touch } from '../record/touch.ts';
import { handle, type RegisteredHandler, type RequestContext } from '../requests/slice.ts';
import { consultFollows } from '../shared/consult-follows.ts';
import { touchWeeks } from '../shared/week-touches.ts';
import { makeAppointment } from './make-appointment.ts';
import { appointmentFact, countWaiting, readAppointment, readBooking, readSlot, type AppointmentRow, type Asked, type BookingRow } from './read-facts.ts';
import { freeTimeOf, holdTime } from './taken.ts';
import { bookingTouches } from './touches.ts';

// What patients and their carers ask (C9, C81). No promise of `within`: a provider's time is between patients. ----------------

interface RequestFacts extends SlotFacts, AppointmentFacts { readonly asked: Asked | null; readonly own: AppointmentRow | null; readonly hours: number }

/** A carer's name beside what they ask for somebody. */
const byOf = ({ actor }: RequestContext, patient: string): string => (actor.reaches.some((reach) => reach.patient === patient && reach.as === 'self') ? '' : actor.name);

const request = handle(bookingRequest, {
  patientOf: (body) => body.patient,
  readFacts: async (context, body): Promise<RequestFacts> => {
    const { tx, actor } = context;
    const own = await readAppointment(context, body.patient, body.replaces);
    const slot = await readSlot(context, body, own);
    const [known] = await tx.query<{ hours: number; taken: boolean; moving: boolean }>(sql`
      select booking_hours as hours, exists (select 1 from booking where id = ${body.booking}) as taken,
             exists (select 1 from booking where replaces = ${body.replaces} and state in ('requested', 'countered')) as moving
      from clinic where id = ${actor.clinic}`);
    return {
      ...slot, own, appointment: appointmentFact(own), waiting: await countWaiting(context, body.patient), idFree: known?.taken === false && !known.moving,
      hours: known?.hours ?? 0, now: context.request.receivedAt,
    };
  },
  effect: async (context, body, { asked, own, hours }) => {
    if (!asked) throw new Error('A booking was let through without a time');
    const { tx, actor, request: { receivedAt, deviceTime } } = context;
    // Nobody is asked about a time that is over.
    const expiresAt = Math.min(receivedAt + hours * 3_600_000, body.startsAt);
    await tx.query(sql`
      insert into booking (id, clinic_id, patient_id, account_id, by_name, staff_id, location_id, visit_type_id, starts_at, ends_at, words, state, replaces, received_at, device_time, expires_at)
      values (${body.booking}, ${actor.clinic}, ${body.patient}, ${actor.account}, ${byOf(context, body.patient)}, ${asked.staff}, ${body.location}, ${body.visitType},
              ${instantParam(body.startsAt)}, ${instantParam(asked.endsAt)}, ${body.words.trim()}, 'requested', ${body.replaces}, ${instantParam(receivedAt)}, ${instantParam(deviceTime)},
              ${instantParam(expiresAt)})`);
    await holdTime(tx, body.booking, asked.holding, expiresAt, receivedAt, own?.staff_id === asked.staff ? own.own : null);
    await touchWeeks(tx, { bookings: [body.booking] });
    if (asked.selfBook) {
      await makeAppointment(context, { ...asked, id: body.booking, patient: body.patient, replaces: body.replaces, by: '', override: null });
    }
    await touch(tx, bookingTouches(actor.clinic, body.patient));
  },
});

function rowOf({ row }: { readonly row: BookingRow | null }): BookingRow {
  if (!row) throw new Error('A request about a booking was let through without it');
  return row;
}

const withdraw = handle(bookingWithdraw, {
  patientOf: (body) => body.patient, readFacts: readBooking,
  effect: async (context, body, facts) => {
    const { tx, actor, request: { receivedAt } } = context;
    await tx.query(sql`update booking set state = 'withdrawn', decided_at = ${instantParam(receivedAt)}, decided_by = ${actor.name} where id = ${rowOf(facts).id}`);
    await freeTimeOf(tx, actor.clinic, { booking: body.booking });
    await touchWeeks(tx, { bookings: [body.booking] });
    await touch(tx, bookingTouches(actor.clinic, body.patient));
  },
});

const accept = handle(bookingAccept, {
  patientOf: (body) => body.patient,
  readFacts: async (context, body) => {
    const known = await readBooking(context, body);
    // Moved since: what it replaces may be over by now.
    const own = await readAppointment(context, body.patient, known.row?.replaces ?? null);
    return { ...known, own };
  },
  effect: async (context, body, facts) => {
    const row = rowOf(facts);
    const offer = row.offers[body.offer];
    if (!offer) throw new Error('An offer was let through that is not there');
    const { actor } = context;
    const span = { startsAt: offer.startsAt, endsAt: offer.endsAt + row.buffer_minutes * 60_000 };
    await makeAppointment(context, {
      id: row.id, patient: row.patient_id, visitType: row.visit_type_id, endsAt: offer.endsAt, cutoffHours: row.cancel_cutoff_hours,
      replaces: facts.own?.state === 'booked' ? row.replaces : null, holding: { clinic: actor.clinic, staff: row.staff_id, location: row.location_id, span }, by: '', override: null,
    });
    await touch(context.tx, bookingTouches(actor.clinic, body.patient));
  },
});

const cancel = handle(bookingCancel, {
  patientOf: (body) => body.patient,
  readFacts: async (context, body) => ({ appointment: appointmentFact(await readAppointment(context, body.patient, body.appointment)), now: context.request.receivedAt }),
  effect: async (context, body) => {
    const { tx, actor, request: { receivedAt } } = context;
    const at = instantParam(receivedAt);
    await tx.query(sql`
      update appointment set state = 'cancelled', changed_by = ${actor.name}, changed_at = ${at}, cancelled_at = ${at}, cancelled_by = ${actor.name}, cancelled_by_clinic = false, cancel_words = ${body.words.trim()} where id = ${body.appointment}`);
    await consultFollows(tx, body.appointment, { by: actor.name, at: receivedAt });
    await freeTimeOf(tx, actor.clinic, { appointment: body.appointment });
    // A change that waited has nothing left to move.
    const moved = await tx.query<{ id: string }>(sql`
      update booking set state = 'withdrawn', decided_at = ${at}, decided_by = ${actor.name} where replaces = ${body.appointment} and state in ('requested', 'countered') returning id`);
    for (const { id } of moved) await freeTimeOf(tx, actor.clinic, { booking: id });
    await touchWeeks(tx, { bookings: moved.map(({ id }) => id), appointments: [body.appointment] });
    await touch(tx, bookingTouches(actor.clinic, body.patient));
  },
});

export const patientBookingHandlers: readonly RegisteredHandler[] = [request, withdraw, accept, cancel];
