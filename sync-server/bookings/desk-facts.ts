import { sql } from 'drizzle-orm';
import type { AppointmentState } from '../../schema/booking-states.ts';
import type { ConsultState } from '../../schema/consult-states.ts';
import type { DeskFacts, MoveFacts } from '../../schema/desk-requests.ts';
import type { RequestContext } from '../requests/slice.ts';
import { findFreeTimes, judgeTime } from '../shared/free-times.ts';
import { isTaken, type Holding } from './taken.ts';

export interface DeskRow {
  readonly id: string; readonly patient_id: string; readonly staff_id: string; readonly location_id: string; readonly visit_type_id: string;
  readonly starts_at: number; readonly ends_at: number; readonly state: AppointmentState; readonly changed_by: string | null; readonly changed_at: number | null;
  readonly telehealth: boolean; readonly consult: ConsultState | null; readonly buffer_minutes: number; readonly cancel_cutoff_hours: number;
}
export interface KnownAppointment extends DeskFacts { readonly row: DeskRow | null }

/** Under lock: what is decided about it meets nothing else. */
export async function readDesk({ tx, actor, request }: RequestContext, body: { readonly patient: string; readonly appointment: string }): Promise<KnownAppointment> {
  const [row] = await tx.query<DeskRow & Record<string, unknown>>(sql`
    select a.id, a.patient_id, a.staff_id, a.location_id, a.visit_type_id, a.starts_at, a.ends_at, a.state, a.changed_by, a.changed_at, v.telehealth, c.state as consult, v.buffer_minutes, v.cancel_cutoff_hours
    from appointment a join visit_type v on v.id = a.visit_type_id left join consult c on c.appointment_id = a.id
    where a.id = ${body.appointment} and a.patient_id = ${body.patient} and a.clinic_id = ${actor.clinic} for update of a`);
  if (!row) return { row: null, appointment: null, now: request.receivedAt };
  const changed = row.changed_at === null ? null : { by: row.changed_by ?? '', at: row.changed_at };
  return { row, appointment: { state: row.state, startsAt: row.starts_at, staff: row.staff_id, telehealth: row.telehealth, consult: row.consult, changed }, now: request.receivedAt };
}

export interface KnownMove extends KnownAppointment, MoveFacts { readonly holding: Holding | null }

/** As long as it is, and the buffer of its kind after it. */
const INSTEAD = 3;
const INSTEAD_DAYS = 28;

export async function readMove(context: RequestContext, body: { readonly patient: string; readonly appointment: string; readonly staff: string; readonly startsAt: number }): Promise<KnownMove> {
  const { tx, actor, request } = context;
  const known = await readDesk(context, body);
  const { row } = known;
  const nowhere = { provider: false, slot: 'closed', instead: [], changeWaits: false, holding: null } as const;
  if (!row) return { ...known, ...nowhere };
  const [found] = await tx.query<{ provider: boolean; waits: boolean }>(sql`
    select exists (select 1 from staff where id = ${body.staff} and clinic_id = ${actor.clinic} and active) as provider,
           exists (select 1 from booking where replaces = ${row.id} and state in ('requested', 'countered')) as waits`);
  if (found?.provider !== true) return { ...known, ...nowhere, changeWaits: found?.waits === true };
  const span = { startsAt: body.startsAt, endsAt: body.startsAt + row.ends_at - row.starts_at + row.buffer_minutes * 60_000 };
  const at = { location: row.location_id, visitType: row.visit_type_id, staff: body.staff };
  const taken = await isTaken(tx, { staff: body.staff, span }, request.receivedAt, row.id);
  const slot = taken ? 'taken' : await judgeTime(tx, { ...at, startsAt: body.startsAt }) === 'offered' ? 'free' : 'closed';
  const freeFrom = async (from: number): Promise<number[]> => (await findFreeTimes(tx, { ...at, from, to: from + INSTEAD_DAYS * 86_400_000, limit: INSTEAD })).map(({ startsAt }) => startsAt);
  // The next ones after what was wished for; where there are none, the first there are.
  const isPast = body.startsAt <= request.receivedAt;
  const after = slot === 'free' && !isPast ? [] : await freeFrom(Math.max(request.receivedAt, body.startsAt));
  const instead = slot === 'free' || after.length > 0 ? after : await freeFrom(request.receivedAt);
  return { ...known, provider: true, slot, instead, changeWaits: found.waits, holding: { clinic: actor.clinic, staff: body.staff, location: row.location_id, span } };
}
