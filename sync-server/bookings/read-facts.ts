import { sql } from 'drizzle-orm';
import type { AppointmentFacts, BookingFacts, SlotFacts } from '../../schema/booking-requests.ts';
import type { AppointmentState, BookingState } from '../../schema/booking-states.ts';
import { instantParam } from '../record/database.ts';
import type { RequestContext } from '../requests/slice.ts';
import { findFreeTimes, judgeTime } from '../shared/free-times.ts';
import { isTaken, type Holding, type Span } from './taken.ts';

/** What a booking asks of the schedule, and the rights its effect needs. */
export interface Asked {
  readonly staff: string;
  readonly visitType: string;
  readonly selfBook: boolean;
  readonly endsAt: number;
  readonly holding: Holding;
  readonly cutoffHours: number;
}

export interface AppointmentRow {
  readonly id: string; readonly staff_id: string; readonly state: AppointmentState; readonly starts_at: number; readonly cutoff_at: number; readonly account_id: string | null;
  /** Its video visit runs. */
  readonly running: boolean;
  /** What it takes of its provider's time. */
  readonly own: Span;
}

/** Under lock: what is decided about it meets nothing else. */
export async function readAppointment({ tx, actor }: RequestContext, patient: string, id: string | null): Promise<AppointmentRow | null> {
  if (id === null) return null;
  const [row] = await tx.query<Omit<AppointmentRow, 'own'> & { taken_from: number; taken_until: number } & Record<string, unknown>>(sql`
    select a.id, a.staff_id, a.state, a.starts_at, a.cutoff_at, exists (select 1 from consult c where c.appointment_id = a.id and c.state = 'inProgress') as running,
           (select b.account_id from booking b where b.appointment_id = a.id order by b.received_at desc limit 1) as account_id,
           coalesce((select min(t.starts_at) from taken_time t where t.appointment_id = a.id), a.starts_at) as taken_from,
           coalesce((select max(t.ends_at) from taken_time t where t.appointment_id = a.id), a.ends_at) as taken_until
    from appointment a where a.id = ${id} and a.patient_id = ${patient} and a.clinic_id = ${actor.clinic} for update of a`);
  return row ? { ...row, own: { startsAt: row.taken_from, endsAt: row.taken_until } } : null;
}

export const appointmentFact = (row: AppointmentRow | null): AppointmentFacts['appointment'] =>
  row && { state: row.state, startsAt: row.starts_at, cutoffAt: row.cutoff_at, running: row.running };

interface VisitRow { id: string; minutes: number; buffer_minutes: number; cancel_cutoff_hours: number; policy: 'view' | 'request' | 'selfBook' }

/** Three times are enough to go on with (UX §1.4). */
const INSTEAD = 3;
const INSTEAD_DAYS = 28;

/** A time of a provider at a place, as the record has it. `own`: the appointment it would move. */
export async function readSlot(
  context: RequestContext, wanted: { readonly location: string; readonly visitType: string; readonly provider: string; readonly startsAt: number }, own: AppointmentRow | null,
): Promise<Pick<SlotFacts, 'visit' | 'provider' | 'slot' | 'instead'> & { asked: Asked | null }> {
  const { tx, actor, request } = context;
  const [visit] = await tx.query<VisitRow & Record<string, unknown>>(sql`
    select id, minutes, buffer_minutes, cancel_cutoff_hours, policy from visit_type where id = ${wanted.visitType} and clinic_id = ${actor.clinic} and active for share`);
  const [provider] = await tx.query<{ id: string }>(sql`
    select s.id from staff s join location l on l.clinic_id = s.clinic_id and l.id = ${wanted.location}
    where s.patient_ref = ${wanted.provider} and s.clinic_id = ${actor.clinic} and s.active for share of s`);
  if (!visit || !provider) return { visit: visit ?? null, provider: false, slot: 'closed', instead: [], asked: null };
  const endsAt = wanted.startsAt + visit.minutes * 60_000;
  const span = { startsAt: wanted.startsAt, endsAt: endsAt + visit.buffer_minutes * 60_000 };
  const at = { location: wanted.location, visitType: visit.id, staff: provider.id };
  const taken = await isTaken(tx, { staff: provider.id, span }, request.receivedAt, own?.staff_id === provider.id ? own.id : null);
  const judged = await judgeTime(tx, { ...at, startsAt: wanted.startsAt });
  const slot = taken ? 'taken' : judged === 'offered' ? 'free' : 'closed';
  const freeFrom = async (from: number): Promise<number[]> => (await findFreeTimes(tx, { ...at, from, to: from + INSTEAD_DAYS * 86_400_000, limit: INSTEAD })).map(({ startsAt }) => startsAt);
  // The next ones after what was wished for; where there are none, the first there are.
  const after = slot === 'free' ? [] : await freeFrom(Math.max(request.receivedAt, wanted.startsAt));
  const instead = slot === 'free' || after.length > 0 ? after : await freeFrom(request.receivedAt);
  return {
    visit: { policy: visit.policy }, provider: judged !== 'noSchedule', slot, instead,
    asked: {
      staff: provider.id, visitType: visit.id, selfBook: visit.policy === 'selfBook', endsAt, cutoffHours: visit.cancel_cutoff_hours,
      holding: { clinic: actor.clinic, staff: provider.id, location: wanted.location, span },
    },
  };
}

export interface BookingRow {
  readonly id: string; readonly patient_id: string; readonly account_id: string; readonly staff_id: string; readonly location_id: string; readonly visit_type_id: string;
  readonly starts_at: number; readonly ends_at: number; readonly state: BookingState; readonly expires_at: number; readonly replaces: string | null;
  readonly decided_by: string | null; readonly decided_at: number | null; readonly offers: readonly { readonly startsAt: number; readonly endsAt: number }[];
  readonly minutes: number; readonly buffer_minutes: number; readonly cancel_cutoff_hours: number; readonly offer_hours: number;
}

export interface KnownBooking extends BookingFacts { readonly row: BookingRow | null }

export async function readBooking({ tx, actor, request }: RequestContext, body: { readonly patient: string; readonly booking: string }): Promise<KnownBooking> {
  const [row] = await tx.query<BookingRow & Record<string, unknown>>(sql`
    select b.id, b.patient_id, b.account_id, b.staff_id, b.location_id, b.visit_type_id, b.starts_at, b.ends_at, b.state, b.expires_at, b.replaces, b.decided_by, b.decided_at, b.offers,
           v.minutes, v.buffer_minutes, v.cancel_cutoff_hours, c.offer_hours
    from booking b join visit_type v on v.id = b.visit_type_id join clinic c on c.id = b.clinic_id
    where b.id = ${body.booking} and b.patient_id = ${body.patient} and b.clinic_id = ${actor.clinic} for update of b`);
  if (!row) return { row: null, booking: null, now: request.receivedAt };
  const decided = row.decided_at === null ? null : { by: row.decided_by ?? '', at: row.decided_at };
  return { row, booking: { state: row.state, startsAt: row.starts_at, expiresAt: row.expires_at, decided, offers: row.offers.length }, now: request.receivedAt };
}

/** Requests of one patient that wait for the clinic. */
export async function countWaiting({ tx, actor, request }: RequestContext, patient: string): Promise<number> {
  const [row] = await tx.query<{ count: number }>(sql`
    select count(*) as count from booking
    where patient_id = ${patient} and clinic_id = ${actor.clinic} and state = 'requested' and expires_at > ${instantParam(request.receivedAt)}`);
  return row?.count ?? 0;
}
