import { sql } from 'drizzle-orm';
import type { ConsultFacts } from '../../schema/consult-requests.ts';
import type { ConsultState } from '../../schema/consult-states.ts';
import type { Tx } from '../record/database.ts';
import type { RequestContext } from '../requests/slice.ts';

export interface ConsultRow {
  readonly id: string; readonly clinic_id: string; readonly patient_id: string; readonly appointment_id: string; readonly state: ConsultState;
  readonly encounter_id: string | null; readonly changed_by: string | null; readonly changed_at: number | null;
  readonly staff_id: string; readonly location_id: string; readonly visit_type_id: string; readonly starts_at: number; readonly ends_at: number;
}
export interface KnownConsult extends ConsultFacts { readonly row: ConsultRow | null }

/** Under lock, the appointment's first as everywhere: what is decided about either meets nothing else. */
export async function lockConsult(tx: Tx, id: string, clinic: string | null = null): Promise<ConsultRow | null> {
  const there = sql`k.id = ${id} and (${clinic}::text is null or k.clinic_id = ${clinic}::text)`;
  await tx.query(sql`select a.id from appointment a where a.id = (select k.appointment_id from consult k where ${there}) for update`);
  const [row] = await tx.query<ConsultRow & Record<string, unknown>>(sql`
    select k.id, k.clinic_id, k.patient_id, k.appointment_id, k.state, k.encounter_id, k.changed_by, k.changed_at, a.staff_id, a.location_id, a.visit_type_id, a.starts_at, a.ends_at
    from consult k join appointment a on a.id = k.appointment_id where ${there} for update of k`);
  return row ?? null;
}

/** Of this patient, at the asker's clinic. */
export async function readConsult({ tx, actor, request }: RequestContext, body: { readonly patient: string; readonly consult: string }): Promise<KnownConsult> {
  const row = await lockConsult(tx, body.consult, actor.clinic);
  if (row?.patient_id !== body.patient) return { row: null, consult: null, now: request.receivedAt };
  const changed = row.changed_at === null ? null : { by: row.changed_by ?? '', at: row.changed_at };
  return { row, consult: { state: row.state, staff: row.staff_id, startsAt: row.starts_at, changed }, now: request.receivedAt };
}

export function rowOf({ row }: KnownConsult): ConsultRow {
  if (!row) throw new Error('Something about a video visit was let through without it');
  return row;
}
