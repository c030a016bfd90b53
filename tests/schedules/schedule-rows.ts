import { sql } from 'drizzle-orm';
import { newId } from '../../schema/ids.ts';
import type { OpeningHours, OpenSpan } from '../../schema/opening-hours.ts';
import { arrayParam, instantParam, jsonParam, type Queries } from '../../sync-server/record/database.ts';
import { insertPatient } from '../support/clinic-rows.ts';

/** Rows as the handlers write them. */
const by = sql`1, 'Peter Kamau', now()`;

export async function insertLocation(q: Queries, clinic: string, name = 'Riverside Centre'): Promise<string> {
  const id = newId();
  await q.query(sql`insert into location (id, clinic_id, name, address) values (${id}, ${clinic}, ${name}, '1 River Road')`);
  return id;
}

export async function insertVisitType(q: Queries, clinic: string, over: { minutes?: number; buffer?: number; active?: boolean } = {}): Promise<string> {
  const id = newId();
  await q.query(sql`
    insert into visit_type (id, clinic_id, names, minutes, buffer_minutes, telehealth, cancel_cutoff_hours, policy, active, revision, set_by, set_at)
    values (${id}, ${clinic}, ${jsonParam({ en: 'Consultation' })}, ${over.minutes ?? 30}, ${over.buffer ?? 0}, false, 24, 'request', ${over.active ?? true}, ${by})`);
  return id;
}

export interface NewSchedule { readonly clinic: string; readonly staff: string; readonly location: string; readonly types: readonly string[]; readonly weekly: OpeningHours; readonly from?: string; readonly until?: string | null }

export async function insertSchedule(q: Queries, { clinic, staff, location, types, weekly, from = '2026-01-01', until = null }: NewSchedule): Promise<string> {
  const id = newId();
  await q.query(sql`
    insert into schedule (id, clinic_id, staff_id, location_id, weekly, visit_type_ids, from_day, until_day, revision, set_by, set_at)
    values (${id}, ${clinic}, ${staff}, ${location}, ${jsonParam(weekly)}, ${arrayParam([...types])}::text[], ${from}, ${until}, ${by})`);
  return id;
}

export async function insertException(q: Queries, clinic: string, staff: string, location: string | null, kind: 'away' | 'extra', at: readonly [number, number]): Promise<void> {
  await q.query(sql`
    insert into schedule_exception (id, clinic_id, staff_id, location_id, kind, starts_at, ends_at, reason, set_by, set_at)
    values (${newId()}, ${clinic}, ${staff}, ${location}, ${kind}, ${instantParam(at[0])}, ${instantParam(at[1])}, '', 'Peter Kamau', now())`);
}

export async function insertHoliday(q: Queries, clinic: string, location: string | null, day: string): Promise<void> {
  await q.query(sql`insert into holiday (id, clinic_id, location_id, day, name, set_by, set_at) values (${newId()}, ${clinic}, ${location}, ${day}, 'Holiday', 'Peter Kamau', now())`);
}

export async function insertTaken(q: Queries, clinic: string, staff: string, location: string, at: readonly [number, number]): Promise<void> {
  const [patient, type, appointment] = [await insertPatient(q, clinic, 'Somebody'), await insertVisitType(q, clinic), newId()];
  const [from, until] = [instantParam(at[0]), instantParam(at[1])];
  await q.query(sql`
    insert into appointment (id, clinic_id, patient_id, staff_id, location_id, visit_type_id, starts_at, ends_at, cutoff_at, state, made_by, made_at)
    values (${appointment}, ${clinic}, ${patient}, ${staff}, ${location}, ${type}, ${from}, ${until}, ${from}, 'booked', 'Peter Kamau', now())`);
  await q.query(sql`
    insert into taken_time (clinic_id, staff_id, location_id, starts_at, ends_at, appointment_id)
    values (${clinic}, ${staff}, ${location}, ${from}, ${until}, ${appointment})`);
}

/** The same every day. */
export const everyDay = (...spans: OpenSpan[]): OpeningHours => Array.from({ length: 7 }, () => spans);
