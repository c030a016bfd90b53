import { sql } from 'drizzle-orm';
import { newId } from '../../schema/ids.ts';
import { jsonParam, type Queries } from '../../sync-server/record/database.ts';
import { insertClinic, insertPatientMember, insertStaff, type Member } from '../support/clinic-rows.ts';

export interface BookingClinic {
  readonly id: string;
  readonly location: string;
  readonly visit: string;
  readonly coordinator: Member;
  readonly doctor: Member;
  /** The doctor, as patients name them. */
  readonly provider: string;
  readonly fatma: Member & { readonly patient: string };
  readonly joseph: Member & { readonly patient: string };
}

const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** In five days at nine in the morning of the clinic's clock (Nairobi, UTC+3), every day of the week alike. */
export const morning = (days = 5, hour = 9, minute = 0): number => Math.floor(Date.now() / DAY) * DAY + days * DAY + (hour - 3) * HOUR + minute * 60_000;

/** One provider in the office from 8 to 16 every day, for visits of 30 minutes with 10 after them. */
export async function insertBookingClinic(q: Queries, over: { readonly policy?: 'view' | 'request' | 'selfBook'; readonly cutoffHours?: number } = {}): Promise<BookingClinic> {
  const id = await insertClinic(q);
  const [location, visit] = [newId(), newId()];
  await q.query(sql`insert into location (id, clinic_id, name) values (${location}, ${id}, 'Riverside Main')`);
  await q.query(sql`
    insert into visit_type (id, clinic_id, names, minutes, buffer_minutes, telehealth, cancel_cutoff_hours, policy, revision, set_by, set_at)
    values (${visit}, ${id}, ${jsonParam({ en: 'Consultation' })}, 30, 10, false, ${over.cutoffHours ?? 24}, ${over.policy ?? 'request'}, 0, 'Ruth', now())`);
  const coordinator = await insertStaff(q, id, 'Tomas Rivera', ['portal_coordinator']);
  const doctor = await insertStaff(q, id, 'Dr Otieno', ['clinician']);
  await q.query(sql`
    insert into schedule (id, clinic_id, staff_id, location_id, weekly, visit_type_ids, from_day, revision, set_by, set_at)
    values (${newId()}, ${id}, ${doctor.staff}, ${location}, ${jsonParam(Array.from({ length: 7 }, () => [{ from: '08:00', to: '16:00' }]))}, array[${visit}], '2020-01-01', 0, 'Ruth', now())`);
  const [staff] = await q.query<{ patient_ref: string }>(sql`select patient_ref from staff where id = ${doctor.staff}`);
  return { id, location, visit, coordinator, doctor, provider: staff?.patient_ref ?? '', fatma: await insertPatientMember(q, id, 'Fatma'), joseph: await insertPatientMember(q, id, 'Joseph') };
}

export interface Wish { readonly startsAt: number; readonly replaces?: string | null; readonly words?: string; readonly booking?: string }

/** The body of a request for a time. */
export const wishOf = (clinic: BookingClinic, patient: string, { startsAt, replaces = null, words = 'Dizzy', booking = newId() }: Wish) =>
  ({ patient, booking, location: clinic.location, visitType: clinic.visit, provider: clinic.provider, startsAt, words, replaces, freeAsOf: Date.now() });
