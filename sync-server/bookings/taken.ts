import { sql } from 'drizzle-orm';
import { instantParam, type Queries, type Tx } from '../record/database.ts';
import { touch } from '../record/touch.ts';
import { freeTouches } from '../shared/free-touches.ts';

// Whose time is whose. That no time is anybody's twice, the table itself holds (`taken_time_once`): of two transactions the later
// one fails, is judged anew, and then reads what the earlier one wrote. ------------------------------------------------------

/** Ends with the buffer after it. */
export interface Span { readonly startsAt: number; readonly endsAt: number }
export interface Holding { readonly clinic: string; readonly staff: string; readonly location: string; readonly span: Span }

/** What of `span` is not in `own`: a change may overlap the time it gives up. */
export function outside(span: Span, own: Span | null): Span[] {
  if (!own || own.endsAt <= span.startsAt || own.startsAt >= span.endsAt) return [span];
  return [{ startsAt: span.startsAt, endsAt: own.startsAt }, { startsAt: own.endsAt, endsAt: span.endsAt }].filter(({ startsAt, endsAt }) => startsAt < endsAt);
}

/** Some of it is somebody's, `appointment` aside. */
export async function isTaken(q: Queries, { staff, span }: Pick<Holding, 'staff' | 'span'>, now: number, appointment: string | null): Promise<boolean> {
  const found = await q.query(sql`
    select 1 from taken_time
    where staff_id = ${staff} and starts_at < ${instantParam(span.endsAt)} and ends_at > ${instantParam(span.startsAt)}
      and (held_until is null or held_until > ${instantParam(now)}) and (${appointment}::text is null or appointment_id is distinct from ${appointment}) limit 1`);
  return found.length > 0;
}

/** Holds a time for a booking until then; `own`: what the appointment it replaces has of the same provider already. */
export async function holdTime(tx: Tx, booking: string, { clinic, staff, location, span }: Holding, until: number, now: number, own: Span | null): Promise<void> {
  for (const { startsAt, endsAt } of outside(span, own)) {
    await dropLapsed(tx, staff, { startsAt, endsAt }, now);
    await tx.query(sql`
      insert into taken_time (clinic_id, staff_id, location_id, starts_at, ends_at, booking_id, held_until)
      values (${clinic}, ${staff}, ${location}, ${instantParam(startsAt)}, ${instantParam(endsAt)}, ${booking}, ${instantParam(until)})`);
  }
  await touchFree(tx, clinic, [staff]);
}

/** The appointment's, for good: in place of what it, and the booking that made or moved it, had before. */
export async function takeTime(tx: Tx, appointment: string, booking: string | null, { clinic, staff, location, span }: Holding, now: number): Promise<void> {
  await freeTimeOf(tx, clinic, { booking, appointment });
  await dropLapsed(tx, staff, span, now);
  await tx.query(sql`
    insert into taken_time (clinic_id, staff_id, location_id, starts_at, ends_at, appointment_id)
    values (${clinic}, ${staff}, ${location}, ${instantParam(span.startsAt)}, ${instantParam(span.endsAt)}, ${appointment})`);
  await touchFree(tx, clinic, [staff]);
}

export async function freeTimeOf(tx: Tx, clinic: string, { booking = null, appointment = null }: { readonly booking?: string | null; readonly appointment?: string | null }): Promise<void> {
  const rows = await tx.query<{ staff_id: string }>(sql`delete from taken_time where booking_id = ${booking} or appointment_id = ${appointment} returning staff_id`);
  await touchFree(tx, clinic, rows.map(({ staff_id }) => staff_id));
}

/** A hold that is over does not stand in anybody's way, whether or not the job that ends it has come by. */
async function dropLapsed(tx: Tx, staff: string, { startsAt, endsAt }: Span, now: number): Promise<void> {
  await tx.query(sql`
    delete from taken_time where staff_id = ${staff} and starts_at < ${instantParam(endsAt)} and ends_at > ${instantParam(startsAt)} and held_until <= ${instantParam(now)}`);
}

/** Free times are shown by place: wherever one of these works. */
async function touchFree(tx: Tx, clinic: string, staff: readonly string[]): Promise<void> {
  for (const one of new Set(staff)) await touch(tx, await freeTouches(tx, clinic, one));
}
