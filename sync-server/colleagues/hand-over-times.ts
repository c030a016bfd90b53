import { sql } from 'drizzle-orm';
import { viewName } from '../../schema/view-names.ts';
import { tellReaders } from '../notify/tell-readers.ts';
import { arrayParam, instantParam } from '../record/database.ts';
import { touch, type Touch } from '../record/touch.ts';
import { tellAccount } from '../requests/notices.ts';
import type { RequestContext } from '../requests/slice.ts';
import { consultTouches } from '../shared/consult-touches.ts';
import { freeTouches } from '../shared/free-touches.ts';
import { touchWeeks } from '../shared/week-touches.ts';
import type { TimesOf } from './open-items.ts';

interface Moved extends Record<string, unknown> { readonly id: string; readonly patient_id: string }

/** Who may have them: somebody else of the clinic who is there. `clashes`: of these times, how many they have no room for. */
export interface TakesTimes { readonly fit: boolean; readonly clashes: number }

export async function readTakesTimes({ tx, actor, request }: RequestContext, leaving: string, to: string): Promise<TakesTimes> {
  const now = instantParam(request.receivedAt);
  const [heir] = await tx.query(sql`select id from staff where id = ${to} and clinic_id = ${actor.clinic} and active and id <> ${leaving} for share`);
  if (!heir) return { fit: false, clashes: 0 };
  const stands = sql`(t.held_until is null or t.held_until > ${now}) and t.ends_at > ${now}`;
  const [row] = await tx.query<{ clashes: number }>(sql`
    select count(distinct coalesce(t.appointment_id, t.booking_id)) as clashes from taken_time t
    where t.staff_id = ${leaving} and ${stands} and exists (
      select 1 from taken_time o where o.staff_id = ${to} and o.starts_at < t.ends_at and o.ends_at > t.starts_at and (o.held_until is null or o.held_until > ${now}))`);
  return { fit: true, clashes: row?.clashes ?? 0 };
}

/**
 * What is still to come of somebody's appointments, requests for one and offers goes to who takes over, at the same times; null: all of it stays
 * under their name, and coordinators are told so. Their hours end today, those that would begin later never begin. @returns for the audit
 */
export async function handOverTimes(context: RequestContext, leaving: { readonly id: string; readonly name: string }, to: string | null, times: TimesOf): Promise<Record<string, unknown>> {
  const { tx, actor, request } = context;
  // Before the hours go: these are the places where free times show.
  const free = await freeTouches(tx, actor.clinic, leaving.id);
  const { appointments, bookings } = to === null ? { appointments: [], bookings: [] } : await moveTimes(context, leaving.id, to);
  const day = sql`(select (now() at time zone time_zone)::date from clinic where id = ${actor.clinic})`;
  const never = await tx.query<{ id: string }>(sql`delete from schedule where staff_id = ${leaving.id} and from_day > ${day} returning id`);
  const ended = await tx.query<{ id: string }>(sql`
    update schedule set until_day = ${day}, revision = revision + 1, set_by = ${actor.name}, set_at = ${instantParam(request.receivedAt)}
    where staff_id = ${leaving.id} and (until_day is null or until_day > ${day}) returning id`);
  const stay = to === null ? times.appointments + times.bookings : 0;
  if (stay > 0) await tellCoordinators(context, leaving.name, stay);
  await touch(tx, [...free, ...(to === null ? [] : await freeTouches(tx, actor.clinic, to))]);
  return { appointments: appointments.length, bookings: bookings.length, stay, times: to, schedulesEnded: ended.map(({ id }) => id), schedulesNever: never.map(({ id }) => id) };
}

async function moveTimes({ tx, actor, request }: RequestContext, leaving: string, to: string): Promise<{ appointments: readonly Moved[]; bookings: readonly Moved[] }> {
  const now = instantParam(request.receivedAt);
  const appointments = await tx.query<Moved>(sql`
    update appointment set staff_id = ${to}, changed_by = ${actor.name}, changed_at = ${now} where staff_id = ${leaving} and state = 'booked' and starts_at > ${now} returning id, patient_id`);
  const bookings = await tx.query<Moved>(sql`update booking set staff_id = ${to} where staff_id = ${leaving} and state in ('requested', 'countered') returning id, patient_id`);
  await tx.query(sql`delete from taken_time where staff_id = ${to} and held_until <= ${now}`);
  await tx.query(sql`
    update taken_time set staff_id = ${to}
    where staff_id = ${leaving} and (appointment_id = any(${arrayParam(appointments.map(({ id }) => id))}::text[]) or booking_id = any(${arrayParam(bookings.map(({ id }) => id))}::text[]))`);
  const patients = [...new Set([...appointments, ...bookings].map(({ patient_id }) => patient_id))];
  for (const patient of patients) await tellReaders(tx, { clinic: actor.clinic, patient, scope: null, template: 'record.new' });
  await touchWeeks(tx, { appointments: appointments.map(({ id }) => id), bookings: bookings.map(({ id }) => id) });
  await touch(tx, [
    ...patients.flatMap((patient): Touch[] => (['bookings', 'appointments'] as const).map((section) => ({ view: viewName.person(patient), section, entry: '*' }))),
    ...patients.flatMap((patient) => consultTouches(actor.clinic, patient)),
    ...(['bookings', 'older'] as const).map((section) => ({ view: viewName.bookings(actor.clinic), section, entry: '*' })),
  ]);
  return { appointments, bookings };
}

/** Whoever keeps the portal there (as with requests that nobody answers): what stays under a name that is gone must not be forgotten. */
async function tellCoordinators({ tx, actor, request }: RequestContext, name: string, count: number): Promise<void> {
  const rows = await tx.query<{ id: string }>(sql`
    select a.id from account a join staff s on s.id = a.staff_id where a.clinic_id = ${actor.clinic} and a.state = 'active' and s.active and 'portal_coordinator' = any(s.roles) order by a.id`);
  for (const { id } of rows) await tellAccount(tx, { account: id, code: 'staff.timesStay', params: { name, count }, at: request.receivedAt });
}
