import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { audit } from '../audit/audit.ts';
import { hashToken } from '../identity/token.ts';
import { queueOutgoing } from '../notify/outgoing.ts';
import { instantParam, type Tx } from '../record/database.ts';
import { setMark } from './contact-marks.ts';

// B35: who is told of an appointment, when, and what the desk sees of it. -------------------------------------------------------

/** So many at once, so that a transaction stays short. */
const BATCH = 50;
/** Nearer than this a reminder comes too late to be of use. */
const LEAST_MINUTES = 60;

interface Due extends Record<string, unknown> { id: string; clinic_id: string; patient_id: string; starts_at: number; time_zone: string }
interface Recipient extends Record<string, unknown> { account: string | null; phone: string; email: string; language: string }

/**
 * Queues what is due: once an appointment and time, however many instances ask. Who made or moved it since it was due knows of it. A
 * message leaves only while the appointment stands as it says (notify/deliver.ts). @returns how many were looked at
 */
export async function remind(tx: Tx, { sms }: { readonly sms: boolean }): Promise<number> {
  const due = await tx.query<Due>(sql`
    select a.id, a.clinic_id, a.patient_id, a.starts_at, c.time_zone
    from appointment a join clinic c on c.id = a.clinic_id cross join lateral (select (now() at time zone c.time_zone)::time as at) clock
    where a.state = 'booked' and c.reminder_hours > 0 and a.starts_at > now() + make_interval(mins => ${LEAST_MINUTES}::int) and a.starts_at < now() + interval '8 days'
      and a.starts_at - make_interval(hours => c.reminder_hours) <= now()
      and coalesce(a.moved_at, a.made_at) < a.starts_at - make_interval(hours => c.reminder_hours)
      and not (case when c.quiet_from <= c.quiet_until then clock.at >= c.quiet_from and clock.at < c.quiet_until else clock.at >= c.quiet_from or clock.at < c.quiet_until end)
      and not exists (select 1 from reminder r where r.appointment_id = a.id and r.starts_at = a.starts_at)
      and exists (select 1 from patient p where p.id = a.patient_id and not p.deceased)
    order by a.starts_at, a.id limit ${BATCH}::int for update of a skip locked`);
  for (const one of due) await remindOf(tx, one, sms);
  return due.length;
}

/** The patient by SMS, else by e-mail; who has neither is told through whoever cares for them. Whom nobody can reach is looked at once, too. */
async function remindOf(tx: Tx, { id, clinic_id: clinic, patient_id: patient, starts_at: startsAt, time_zone: timeZone }: Due, sms: boolean): Promise<void> {
  const readers = await tx.query<Recipient>(sql`
    select account, phone, email, language from (
      select 0 as far, (select a.id from account a where a.patient_id = p.id and a.kind = 'patient' and a.state = 'active' limit 1) as account, p.id as reader,
             case when p.phone_fit then coalesce(p.phone->>'value', '') else '' end as phone, coalesce(p.email->>'value', '') as email, coalesce(p.language, 'en') as language
      from patient p where p.id = ${patient}
      union all
      select 1, a.id, p.id, case when p.phone_fit then coalesce(p.phone->>'value', '') else '' end, coalesce(p.email->>'value', ''), coalesce(p.language, 'en')
      from proxy_grant g join account a on a.id = g.account_id and a.state = 'active' join patient p on p.id = a.patient_id and not p.deceased
      where g.patient_id = ${patient} and g.revoked_at is null and g.starts_at <= now() and (g.ends_at is null or g.ends_at > now())
    ) readers where (${sms} and phone <> '') or email <> '' order by far, reader limit 1`);
  const reader = readers[0];
  const channel = reader === undefined ? 'none' : sms && reader.phone !== '' ? 'sms' : 'email';
  const secret = randomBytes(16).toString('base64url');
  const [made] = await tx.query<{ id: number }>(sql`
    insert into reminder (clinic_id, appointment_id, starts_at, channel, secret_hash) values (${clinic}, ${id}, ${instantParam(startsAt)}, ${channel}, ${hashToken(secret)})
    on conflict (appointment_id, starts_at) do nothing returning id`);
  if (!made || !reader || channel === 'none') return;
  const outgoing = await queueOutgoing(tx, {
    clinic, account: reader.account, channel, recipient: channel === 'sms' ? reader.phone : reader.email, template: 'visit.reminder', params: { startsAt, timeZone, secret },
    language: reader.language, expiresAt: startsAt,
  });
  await tx.query(sql`update reminder set outgoing_id = ${outgoing} where id = ${made.id}`);
}

/** What a carrier took is marked at the appointment, if that still stands as it said. `outgoing` null: whatever is not marked yet. */
export async function markTold(tx: Tx, outgoing: number | null): Promise<number> {
  const rows = await tx.query<{ id: number; clinic_id: string; appointment_id: string; patient_id: string; stands: boolean; at: number; channel: string }>(sql`
    with told as (
      select r.id, o.sent_at from reminder r join outgoing o on o.id = r.outgoing_id
      where r.told_at is null and o.state = 'sent' and (${outgoing}::bigint is null or o.id = ${outgoing}::bigint) order by r.id limit ${BATCH}::int for update of r skip locked)
    update reminder r set told_at = told.sent_at from told, appointment a where r.id = told.id and a.id = r.appointment_id
    returning r.id, r.clinic_id, r.appointment_id, a.patient_id, a.state = 'booked' and a.starts_at = r.starts_at as stands, told.sent_at as at, r.channel`);
  for (const row of rows) {
    await audit(tx, { clinic: row.clinic_id, account: null, who: 'Outpost', action: 'appointment.reminded', patient: row.patient_id, subject: row.appointment_id, detail: { channel: row.channel } });
    if (row.stands) await setMark(tx, row.appointment_id, 'reminder', true, { who: '', at: row.at });
  }
  return rows.length;
}
