import { sql } from 'drizzle-orm';
import { newId } from '../../schema/ids.ts';
import { arrayParam, instantParam, jsonParam, type Queries } from '../../sync-server/record/database.ts';
import { consultFollows } from '../../sync-server/shared/consult-follows.ts';
import type { Database } from '../../sync-server/record/database.ts';
import { insertBookingClinic, type BookingClinic } from '../bookings/booking-clinic.ts';
import { insertStaff, type Member } from '../support/clinic-rows.ts';

export interface ConsultClinic extends BookingClinic {
  /** A visit by video, offered by the doctor like the other. */
  readonly video: string;
  readonly live: Member;
  readonly nurse: Member;
}

export async function insertConsultClinic(q: Queries, policy: 'request' | 'selfBook' = 'request'): Promise<ConsultClinic> {
  const clinic = await insertBookingClinic(q, { policy, cutoffHours: 0 });
  const video = newId();
  await q.query(sql`
    insert into visit_type (id, clinic_id, names, minutes, buffer_minutes, telehealth, cancel_cutoff_hours, policy, revision, set_by, set_at)
    values (${video}, ${clinic.id}, ${jsonParam({ en: 'Video visit' })}, 30, 10, true, 0, ${policy}, 0, 'Ruth', now())`);
  await q.query(sql`update schedule set visit_type_ids = ${arrayParam([clinic.visit, video])}::text[] where clinic_id = ${clinic.id}`);
  return { ...clinic, video, live: await insertStaff(q, clinic.id, 'Lena Live', ['live_coordinator']), nurse: await insertStaff(q, clinic.id, 'Grace', ['nurse']) };
}

export interface MadeConsult { readonly consult: string; readonly appointment: string; readonly patient: string; readonly at: number }

/** An appointment by video as the clinic's own code makes it, at a time that may be over. */
export async function insertVideoVisit(database: Database, clinic: ConsultClinic, at: number, patient = clinic.fatma.patient, staff = clinic.doctor.staff): Promise<MadeConsult> {
  const appointment = newId();
  await database.transaction(async (tx) => {
    await tx.query(sql`
      insert into appointment (id, clinic_id, patient_id, staff_id, location_id, visit_type_id, starts_at, ends_at, cutoff_at, state, made_by, made_at)
      values (${appointment}, ${clinic.id}, ${patient}, ${staff}, ${clinic.location}, ${clinic.video}, ${instantParam(at)}, ${instantParam(at + 1_800_000)}, ${instantParam(at)}, 'booked', 'Tomas Rivera', now())`);
    await consultFollows(tx, appointment, { by: 'Tomas Rivera', at: Date.now() });
  });
  const [row] = await database.query<{ id: string }>(sql`select id from consult where appointment_id = ${appointment}`);
  return { consult: row?.id ?? '', appointment, patient, at };
}
