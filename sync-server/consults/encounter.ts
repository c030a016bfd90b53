import { sql } from 'drizzle-orm';
import { newId } from '../../schema/ids.ts';
import { viewName } from '../../schema/view-names.ts';
import { instantParam, type Tx } from '../record/database.ts';
import { touch } from '../record/touch.ts';
import type { ConsultRow } from './read-facts.ts';

/** The visit as the record keeps it (C40): FHIR Encounter of class VR, in the words of the clinic's language. @returns its id */
export async function beginEncounter(tx: Tx, row: ConsultRow, at: number): Promise<string> {
  const id = newId();
  await tx.query(sql`
    insert into encounter (id, clinic_id, patient_id, staff_id, location_id, class, status, title, seen_by, place, started_at)
    select ${id}, ${row.clinic_id}, ${row.patient_id}, s.id, l.id, 'VR', 'in-progress', coalesce(v.names->>(c.texts->>'language'), v.names->>'en', (select min(t.value) from jsonb_each_text(v.names) t)), s.name, l.name, ${instantParam(at)}
    from clinic c, staff s, location l, visit_type v where c.id = ${row.clinic_id} and s.id = ${row.staff_id} and l.id = ${row.location_id} and v.id = ${row.visit_type_id}`);
  await touchEncounter(tx, row.patient_id);
  return id;
}

/** `cancelled`: it began, and no visit took place. */
export async function endEncounter(tx: Tx, { encounter_id: id, patient_id: patient }: ConsultRow, status: 'finished' | 'cancelled', at: number): Promise<void> {
  await tx.query(sql`update encounter set status = ${status}, ended_at = greatest(started_at, ${instantParam(at)}) where id = ${id}`);
  await touchEncounter(tx, patient);
}

async function touchEncounter(tx: Tx, patient: string): Promise<void> {
  await touch(tx, [
    ...['visits', 'older'].map((section) => ({ view: viewName.record(patient), section, entry: '*' })),
    { view: viewName.chart(patient), section: 'seenBy', entry: '*' },
  ]);
}
