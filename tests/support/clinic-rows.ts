import { sql } from 'drizzle-orm';
import { newId } from '../../schema/ids.ts';
import { initialRegister } from '../../schema/merge.ts';
import { hashToken } from '../../sync-server/identity/token.ts';
import { sessionCookie } from '../../sync-server/identity/sessions.ts';
import { arrayParam, instantParam, jsonParam, type Database, type Queries } from '../../sync-server/record/database.ts';
import { createSigningDevice, type SigningDevice } from './signing-device.ts';

/** Somebody with an account, a device that signs, and a living session. */
export interface Member {
  readonly account: string;
  readonly name: string;
  readonly staff: string | null;
  readonly patient: string | null;
  readonly device: SigningDevice;
  readonly cookie: string;
}

export interface PatientThread { readonly patient: string; readonly thread: string }

export async function insertClinic(q: Queries): Promise<string> {
  const id = newId();
  await q.query(sql`
    insert into clinic (id, suffix, name, short_name, brand, texts, identifier_mode, time_zone, country, modules)
    values (${id}, ${id.toLowerCase().replaceAll('_', '-')}, 'Riverside', 'Riverside', '{}'::jsonb, '{}'::jsonb, 'email', 'Africa/Nairobi', 'KE',
            ${arrayParam(['record', 'appointments', 'portal', 'live'])})`);
  return id;
}

export async function insertStaff(q: Queries, clinic: string, name: string, roles: readonly string[] = ['nurse']): Promise<Member> {
  const staff = newId();
  await q.query(sql`
    insert into staff (id, clinic_id, name, title, roles, patient_ref, addressable)
    values (${staff}, ${clinic}, ${name}, 'Nurse', ${arrayParam(roles)}, ${newId()}, true)`);
  return insertMember(q, clinic, name, { staff, patient: null });
}

export async function insertPatient(q: Queries, clinic: string, name: string): Promise<string> {
  const id = newId();
  await q.query(sql`
    insert into patient (id, clinic_id, name, birth_date, record_number, phone, email, portal_state)
    values (${id}, ${clinic}, ${name}, '1990-05-02', ${id}, ${jsonParam(initialRegister(''))}, ${jsonParam(initialRegister(''))}, 'active')`);
  return id;
}

export async function insertPatientMember(q: Queries, clinic: string, name: string): Promise<Member & { readonly patient: string }> {
  const patient = await insertPatient(q, clinic, name);
  return { ...(await insertMember(q, clinic, name, { staff: null, patient })), patient };
}

async function insertMember(q: Queries, clinic: string, name: string, who: { staff: string | null; patient: string | null }): Promise<Member> {
  const account = newId();
  await q.query(sql`
    insert into account (id, clinic_id, kind, staff_id, patient_id, identifier)
    values (${account}, ${clinic}, ${who.staff ? 'staff' : 'patient'}, ${who.staff}, ${who.patient}, ${account})`);
  const device = createSigningDevice(account);
  const cookie = await insertDevice(q, device, who.staff ? 'staff' : 'patient');
  return { account, name, ...who, device, cookie };
}

/** Registers a device of an account with a session of its own; gives the cookie header. */
export async function insertDevice(q: Queries, device: SigningDevice, app: 'staff' | 'patient'): Promise<string> {
  const token = newId();
  await q.query(sql`insert into device (id, account_id, public_key) values (${device.id}, ${device.account}, ${jsonParam(device.publicKey)})`);
  await q.query(sql`
    insert into session (id, token_hash, account_id, device_id, app)
    values (${newId()}, ${hashToken(token)}, ${device.account}, ${device.id}, ${app})`);
  return `${sessionCookie(app)}=${token}`;
}

/** A thread as it is after the patient's first words. */
export async function insertThread(q: Queries, clinic: string, patient: string): Promise<PatientThread> {
  const thread = newId();
  const at = instantParam(1_700_000_000_000);
  await q.query(sql`
    insert into thread (id, clinic_id, patient_id, subject, to_kind, to_ref, to_name, state, started_at, last_at, waiting_since, urgency, last_seq, patient_seq)
    values (${thread}, ${clinic}, ${patient}, 'A question', 'team', ${newId()}, 'Nurses', 'open', ${at}, ${at}, ${at}, ${jsonParam(initialRegister('routine'))}, 1, 1)`);
  await q.query(sql`
    insert into message (id, thread_id, seq, from_kind, account_id, author, text, received_at, device_time)
    values (${newId()}, ${thread}, 1, 'patient', '', 'Fatma', 'First words', ${at}, ${at})`);
  return { patient, thread };
}

export async function insertProxy(q: Queries, clinic: string, account: string, patient: string, scopes: readonly string[] = ['messages']): Promise<void> {
  await q.query(sql`
    insert into proxy_grant (id, clinic_id, patient_id, account_id, relation, scopes, colour)
    values (${newId()}, ${clinic}, ${patient}, ${account}, 'mother', ${arrayParam(scopes)}, 1)`);
}

export interface SmallClinic {
  readonly id: string;
  readonly nurses: readonly Member[];
  readonly writer: Member & { readonly patient: string };
  readonly threads: readonly PatientThread[];
}

/** `nurses` nurses, one patient with an account, and that patient's `threads` threads. */
export async function insertSmallClinic(database: Database, nurses = 2, threads = 1): Promise<SmallClinic> {
  return database.transaction(async (tx) => {
    const id = await insertClinic(tx);
    const staff: Member[] = [];
    for (let i = 0; i < nurses; i += 1) staff.push(await insertStaff(tx, id, `Nurse ${i}`));
    const writer = await insertPatientMember(tx, id, 'Fatma');
    const found: PatientThread[] = [];
    for (let i = 0; i < threads; i += 1) found.push(await insertThread(tx, id, writer.patient));
    return { id, nurses: staff, writer, threads: found };
  });
}

export function nth<T>(list: readonly T[], index: number): T {
  const found = list.at(index);
  if (found === undefined) throw new Error(`Nothing at ${index}`);
  return found;
}
