import { sql } from 'drizzle-orm';
import { bookingConfirm, bookingDecline, bookingOffer } from '../../schema/booking-requests.ts';
import { instantParam, jsonParam } from '../record/database.ts';
import { touch } from '../record/touch.ts';
import { tellReaders } from '../notify/tell-readers.ts';
import { handle, type RegisteredHandler, type RequestContext } from '../requests/slice.ts';
import { judgeTime } from '../shared/free-times.ts';
import { touchWeeks } from '../shared/week-touches.ts';
import { makeAppointment } from './make-appointment.ts';
import { readAppointment, readBooking, type BookingRow, type KnownBooking } from './read-facts.ts';
import { freeTimeOf, holdTime, isTaken, type Holding, type Span } from './taken.ts';
import { bookingTouches } from './touches.ts';

// What the clinic decides about a request (C10–C13). The request itself holds its time: confirming it cannot meet another. ------

function rowOf({ row }: KnownBooking): BookingRow {
  if (!row) throw new Error('A decision about a booking was let through without it');
  return row;
}

const holdingOf = (row: BookingRow, clinic: string, startsAt: number, endsAt: number): Holding =>
  ({ clinic, staff: row.staff_id, location: row.location_id, span: { startsAt, endsAt: endsAt + row.buffer_minutes * 60_000 } });

async function tellAnswered({ tx, actor }: RequestContext, row: BookingRow): Promise<void> {
  await touchWeeks(tx, { bookings: [row.id] });
  await tellReaders(tx, { clinic: actor.clinic, patient: row.patient_id, scope: null, template: 'record.new' });
  await touch(tx, bookingTouches(actor.clinic, row.patient_id));
}

const confirm = handle(bookingConfirm, {
  patientOf: (body) => body.patient,
  readFacts: async (context, body) => {
    const known = await readBooking(context, body);
    const { row } = known;
    if (!row) return { ...known, own: null, inOffice: false };
    const own = await readAppointment(context, body.patient, row.replaces);
    const at = { location: row.location_id, visitType: row.visit_type_id, staff: row.staff_id };
    return { ...known, own, inOffice: await judgeTime(context.tx, { ...at, startsAt: row.starts_at }) === 'offered' };
  },
  effect: async (context, body, facts) => {
    const row = rowOf(facts);
    const { actor } = context;
    await makeAppointment(context, {
      id: row.id, patient: row.patient_id, visitType: row.visit_type_id, endsAt: row.ends_at, cutoffHours: row.cancel_cutoff_hours,
      replaces: facts.own?.state === 'booked' ? row.replaces : null, holding: holdingOf(row, actor.clinic, row.starts_at, row.ends_at),
      by: actor.name, override: facts.inOffice ? null : body.override.trim(),
    });
    await tellAnswered(context, row);
  },
});

const decline = handle(bookingDecline, {
  patientOf: (body) => body.patient, readFacts: readBooking,
  effect: async (context, body, facts) => {
    const row = rowOf(facts);
    const { tx, actor, request: { receivedAt } } = context;
    await tx.query(sql`
      update booking set state = 'declined', decided_at = ${instantParam(receivedAt)}, decided_by = ${actor.name}, reason = ${body.reason.trim()} where id = ${row.id}`);
    await freeTimeOf(tx, actor.clinic, { booking: row.id });
    await tellAnswered(context, row);
  },
});

const offer = handle(bookingOffer, {
  patientOf: (body) => body.patient,
  readFacts: async (context, body) => {
    const known = await readBooking(context, body);
    const { row } = known;
    if (!row) return { ...known, notFree: [] };
    const times = [...new Set(body.times)].sort((a, b) => a - b);
    const spanOf = (startsAt: number): Span => holdingOf(row, context.actor.clinic, startsAt, startsAt + row.minutes * 60_000).span;
    const notFree: number[] = [];
    for (const [index, startsAt] of times.entries()) {
      const staff = row.staff_id;
      const before = times[index - 1];
      // All of them are held at once: two that overlap are no choice.
      const overlaps = before !== undefined && spanOf(before).endsAt > startsAt;
      const at = { location: row.location_id, visitType: row.visit_type_id, staff };
      // The one asked for may be among them: it is held for this patient already.
      const isOwn = startsAt === row.starts_at;
      const free = !overlaps && startsAt > known.now && (isOwn || !(await isTaken(context.tx, { staff, span: spanOf(startsAt) }, known.now, null))) && await judgeTime(context.tx, { ...at, startsAt }) === 'offered';
      if (!free) notFree.push(startsAt);
    }
    return { ...known, notFree };
  },
  effect: async (context, body, facts) => {
    const row = rowOf(facts);
    const { tx, actor, request: { receivedAt } } = context;
    const times = [...new Set(body.times)].sort((a, b) => a - b);
    const offers = times.map((startsAt) => ({ startsAt, endsAt: startsAt + row.minutes * 60_000 }));
    const expiresAt = Math.min(receivedAt + row.offer_hours * 3_600_000, times[times.length - 1] ?? receivedAt);
    await freeTimeOf(tx, actor.clinic, { booking: row.id });
    for (const { startsAt, endsAt } of offers) await holdTime(tx, row.id, holdingOf(row, actor.clinic, startsAt, endsAt), expiresAt, receivedAt, null);
    await tx.query(sql`
      update booking set state = 'countered', offers = ${jsonParam(offers)}, reason = ${body.words.trim()}, expires_at = ${instantParam(expiresAt)}, urgent_at = null, offered_at = ${instantParam(receivedAt)} where id = ${row.id}`);
    await tellAnswered(context, row);
  },
});

export const clinicBookingHandlers: readonly RegisteredHandler[] = [confirm, decline, offer];
