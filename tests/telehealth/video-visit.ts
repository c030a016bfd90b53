import { sql } from 'drizzle-orm';
import { newId } from '../../schema/ids.ts';
import { instantParam, openDatabase } from '../../sync-server/record/database.ts';
import { consultFollows } from '../../sync-server/shared/consult-follows.ts';
import type { PortalServer } from '../support/portal-server.ts';

/** A visit by video in a demo clinic's record, made as the clinic's own code makes it; at a time no office need be open. Needs `record: 'postgres'`. */
export async function insertDemoVisit(server: PortalServer, name: string, startsAt: number, doctor = 'Dr Daniel Otieno'): Promise<{ readonly consult: string; readonly patient: string }> {
  if (server.databaseUrl === null) throw new Error('An embedded record is open to its server alone.');
  const database = await openDatabase({ kind: 'postgres', url: server.databaseUrl });
  try {
    return await database.transaction(async (tx) => {
      const [found] = await tx.query<{ patient: string; clinic: string; staff: string; location: string; visit_type: string }>(sql`
        select p.id as patient, p.clinic_id as clinic, s.id as staff, l.id as location, v.id as visit_type
        from patient p join staff s on s.clinic_id = p.clinic_id and s.name = ${doctor} join location l on l.clinic_id = p.clinic_id join visit_type v on v.clinic_id = p.clinic_id and v.telehealth
        where p.name = ${name} limit 1`);
      if (!found) throw new Error(`The demo has nobody called ${name}, or no ${doctor}`);
      const appointment = newId();
      await tx.query(sql`
        insert into appointment (id, clinic_id, patient_id, staff_id, location_id, visit_type_id, starts_at, ends_at, cutoff_at, state, made_by, made_at)
        values (${appointment}, ${found.clinic}, ${found.patient}, ${found.staff}, ${found.location}, ${found.visit_type}, ${instantParam(startsAt)}, ${instantParam(startsAt + 1_200_000)},
          ${instantParam(startsAt)}, 'booked', 'Tomas Rivera', now())`);
      await consultFollows(tx, appointment, { by: 'Tomas Rivera', at: Date.now() });
      const [consult] = await tx.query<{ id: string }>(sql`select id from consult where appointment_id = ${appointment}`);
      if (!consult) throw new Error('No consult was made of it');
      return { consult: consult.id, patient: found.patient };
    });
  } finally {
    await database.close();
  }
}
