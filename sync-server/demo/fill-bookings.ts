import { sql } from 'drizzle-orm';
import { newId } from '../../schema/ids.ts';
import { instantParam, jsonParam, type Tx } from '../record/database.ts';
import { findFreeTimes } from '../shared/free-times.ts';
import { demoBookings, type DemoBooking } from './demo-bookings.ts';
import type { DemoClinic } from './demo-shapes.ts';
import type { ClinicIds } from './fill-clinic.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Weekends and holidays in a row, and some. */
const WITHIN_DAYS = 8;
/** As every clinic has them unless it says otherwise. */
const BOOKING_HOURS = 72;
const OFFER_HOURS = 48;
const OFFERS = 3;

interface Visit { readonly id: string; readonly minutes: number; readonly buffer: number; readonly cancelHours: number }
interface Span { readonly startsAt: number; readonly endsAt: number }
/** One of the list at the time that was found for it. */
interface Made extends Span { readonly one: DemoBooking; readonly id: string; readonly visit: Visit; readonly staff: string; readonly location: string; readonly patient: string }

const isOver = (state: DemoBooking['state']): boolean => state === 'fulfilled' || state === 'noshow';
const isAppointment = (state: DemoBooking['state']): boolean => state === 'booked' || isOver(state) || state.startsWith('cancelled');

/** Bookings in every state and the appointments of the last and next days, at times that are free. What the calendar leaves no room for is left out. */
export async function fillBookings(tx: Tx, demo: DemoClinic, ids: ClinicIds, types: ReadonlyMap<string, Visit>, now: number): Promise<void> {
  const decider = demo.staff.find(({ roles }) => roles.includes('portal_coordinator'))?.name ?? 'Outpost';
  const locations = new Map((await tx.query<{ id: string; name: string }>(sql`select id, name from location where clinic_id = ${ids.clinic}`)).map(({ id, name }) => [name, id]));
  const booked = new Map<string, string>();
  for (const one of demoBookings[demo.suffix] ?? []) {
    const visit = types.get(one.type);
    const location = locations.get(one.place);
    if (!visit || !location) throw new Error(`The demo of ${demo.name} names "${one.type}" at "${one.place}", which is not there`);
    const staff = ids.staff(one.staff).id;
    const [inDays, hour] = one.at;
    const [begin] = await tx.query<{ at: number }>(sql`
      select (((${instantParam(now)} at time zone ${demo.timeZone})::date + ${inDays}::int) + ${hour}::time) at time zone ${demo.timeZone} as at`);
    const from = begin?.at ?? now;
    const times = await findFreeTimes(tx, { location, visitType: visit.id, staff, from, to: inDays < 0 ? Math.min(now, from + WITHIN_DAYS * DAY_MS) : from + WITHIN_DAYS * DAY_MS, limit: OFFERS + 1 });
    const [time] = times;
    if (!time) continue;
    const made: Made = { one, id: newId(), visit, staff, location, patient: ids.patient(one.patient).id, startsAt: time.startsAt, endsAt: time.endsAt };
    const appointment = isAppointment(one.state) ? await insertAppointment(tx, ids, made, decider, now) : null;
    if (one.state === 'booked' && appointment !== null) booked.set(one.patient, appointment);
    await insertBooking(tx, ids, made, { appointment, replaces: one.moves ? (booked.get(one.patient) ?? null) : null, decider, offers: one.state === 'countered' ? times.slice(1) : [], now });
  }
}

async function insertAppointment(tx: Tx, ids: ClinicIds, { one, visit, staff, location, patient, startsAt, endsAt }: Made, decider: string, now: number): Promise<string> {
  const id = newId();
  const cancelled = one.state.startsWith('cancelled');
  const byClinic = one.state === 'cancelledByClinic';
  const cancelledAt = Math.min(now - 2 * HOUR_MS, startsAt - DAY_MS);
  await tx.query(sql`
    insert into appointment (id, clinic_id, patient_id, staff_id, location_id, visit_type_id, starts_at, ends_at, cutoff_at, state, made_by, made_at, cancelled_at, cancelled_by, cancelled_by_clinic, cancel_words)
    values (${id}, ${ids.clinic}, ${patient}, ${staff}, ${location}, ${visit.id}, ${instantParam(startsAt)}, ${instantParam(endsAt)}, ${instantParam(startsAt - visit.cancelHours * HOUR_MS)},
            ${cancelled ? 'cancelled' : one.state}, ${decider}, ${instantParam(decidedAt(one, now))}, ${cancelled ? instantParam(cancelledAt) : null},
            ${cancelled ? (byClinic ? decider : ids.patient(one.by ?? one.patient).name) : null}, ${cancelled ? byClinic : null}, ${cancelled ? (one.reason ?? '') : null})`);
  if (!cancelled) await take(tx, ids, { staff, location, visit }, { startsAt, endsAt }, { booking: null, appointment: id, until: null });
  return id;
}

/** A few hours after it was asked for. */
const decidedAt = (one: DemoBooking, now: number): number => now - one.asked * HOUR_MS + Math.min(one.asked / 2, 4) * HOUR_MS;

interface Decided { readonly appointment: string | null; readonly replaces: string | null; readonly decider: string; readonly offers: readonly Span[]; readonly now: number }

async function insertBooking(tx: Tx, ids: ClinicIds, made: Made, { appointment, replaces, decider, offers, now }: Decided): Promise<void> {
  const { one, id, visit, staff, location, patient, startsAt, endsAt } = made;
  const asker = ids.patient(one.by ?? one.patient);
  const received = now - one.asked * HOUR_MS;
  const state = one.state === 'late' ? 'requested' : appointment === null ? one.state : 'confirmed';
  const isOpen = state === 'requested' || state === 'countered';
  const expires = state === 'countered' ? decidedAt(one, now) + OFFER_HOURS * HOUR_MS : Math.min(received + BOOKING_HOURS * HOUR_MS, startsAt);
  const decided = isOpen ? null : instantParam(state === 'expired' ? expires : decidedAt(one, now));
  const by = isOpen ? null : state === 'withdrawn' ? asker.name : state === 'expired' ? '' : decider;
  const reason = one.state.startsWith('cancelled') ? '' : (one.reason ?? '');
  await tx.query(sql`
    insert into booking (id, clinic_id, patient_id, account_id, by_name, staff_id, location_id, visit_type_id, starts_at, ends_at, words, state, replaces, received_at, device_time, expires_at,
                         urgent_at, decided_at, decided_by, reason, offers, appointment_id)
    values (${id}, ${ids.clinic}, ${patient}, ${asker.account ?? ''}, ${one.by === undefined ? '' : asker.name}, ${staff}, ${location}, ${visit.id}, ${instantParam(startsAt)}, ${instantParam(endsAt)},
            ${one.words ?? ''}, ${state}, ${replaces}, ${instantParam(received)}, ${instantParam(received)}, ${instantParam(expires)}, ${one.state === 'late' ? instantParam(now - HOUR_MS) : null},
            ${decided}, ${by}, ${reason}, ${jsonParam(offers.map((span) => ({ startsAt: span.startsAt, endsAt: span.endsAt })))}, ${appointment})`);
  // An offer holds what it offers; a request what it asks for.
  const held = state === 'countered' ? offers : state === 'requested' ? [{ startsAt, endsAt }] : [];
  for (const span of held) await take(tx, ids, made, span, { booking: id, appointment: null, until: expires });
}

async function take(tx: Tx, ids: ClinicIds, { staff, location, visit }: Pick<Made, 'staff' | 'location' | 'visit'>, { startsAt, endsAt }: Span, whose: { readonly booking: string | null; readonly appointment: string | null; readonly until: number | null }): Promise<void> {
  await tx.query(sql`
    insert into taken_time (clinic_id, staff_id, location_id, starts_at, ends_at, booking_id, appointment_id, held_until)
    values (${ids.clinic}, ${staff}, ${location}, ${instantParam(startsAt)}, ${instantParam(endsAt + visit.buffer * 60_000)}, ${whose.booking}, ${whose.appointment},
            ${whose.until === null ? null : instantParam(whose.until)})`);
}
