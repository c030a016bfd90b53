import { sql } from 'drizzle-orm';
import { newId } from '../../schema/ids.ts';
import { initialRegister } from '../../schema/merge.ts';
import { viewName } from '../../schema/view-names.ts';
import { sessionCookie } from '../../sync-server/identity/sessions.ts';
import { hashToken } from '../../sync-server/identity/token.ts';
import { messageTouch, threadTouches } from '../../sync-server/shared/thread-touches.ts';
import { instantParam, jsonParam, type Database, type Queries, type Tx } from '../../sync-server/record/database.ts';
import { touch } from '../../sync-server/record/touch.ts';

/** A clinic small enough to think about: two nurses, patients with a thread each, and a clinic next door. */
export interface SmallRecord {
  readonly clinic: string;
  readonly nurse: Person;
  readonly colleague: Person;
  readonly patients: readonly (Person & { readonly id: string; readonly thread: string })[];
  readonly elsewhere: { readonly clinic: string; readonly nurse: Person; readonly patient: string };
}

export interface Person {
  readonly account: string;
  readonly staff: string | null;
  readonly app: 'staff' | 'patient';
  /** A living session's cookie header. */
  readonly cookie: string;
  readonly session: string;
}

async function insertClinic(q: Queries, suffix: string): Promise<string> {
  const id = newId();
  await q.query(sql`
    insert into clinic (id, suffix, name, short_name, brand, texts, identifier_mode, time_zone, country, modules)
    values (${id}, ${`${suffix}-${id.toLowerCase()}`}, ${suffix}, ${suffix}, '{}'::jsonb, '{}'::jsonb, 'email', 'Africa/Nairobi', 'KE', '{record,appointments,portal,live}')`);
  return id;
}

async function insertPerson(q: Queries, clinic: string, of: { staff: string } | { patient: string }): Promise<Person> {
  const [account, device, session, token] = [newId(), newId(), newId(), newId()];
  const staff = 'staff' in of ? of.staff : null;
  const app = staff === null ? 'patient' : 'staff';
  await q.query(sql`
    insert into account (id, clinic_id, kind, staff_id, patient_id, identifier)
    values (${account}, ${clinic}, ${app}, ${staff}, ${'patient' in of ? of.patient : null}, ${account})`);
  await q.query(sql`insert into device (id, account_id, public_key) values (${device}, ${account}, '{}'::jsonb)`);
  await q.query(sql`
    insert into session (id, token_hash, account_id, device_id, app) values (${session}, ${hashToken(token)}, ${account}, ${device}, ${app})`);
  return { account, staff, app, session, cookie: `${sessionCookie(app)}=${token}` };
}

async function insertStaff(q: Queries, clinic: string, name: string, role: string): Promise<Person> {
  const staff = newId();
  await q.query(sql`
    insert into staff (id, clinic_id, name, title, roles, patient_ref) values (${staff}, ${clinic}, ${name}, 'Nurse', ${`{${role}}`}::text[], ${newId()})`);
  return insertPerson(q, clinic, { staff });
}

export async function insertPatient(q: Queries, clinic: string, name: string): Promise<string> {
  const id = newId();
  await q.query(sql`
    insert into patient (id, clinic_id, name, birth_date, record_number, phone, email, portal_state)
    values (${id}, ${clinic}, ${name}, '1990-05-02', ${id}, ${jsonParam(initialRegister(''))}, ${jsonParam(initialRegister(''))}, 'active')`);
  return id;
}

export async function insertThread(tx: Tx, clinic: string, patient: string, assignee: string | null = null): Promise<string> {
  const id = newId();
  const at = instantParam(1_700_000_000_000);
  await tx.query(sql`
    insert into thread (id, clinic_id, patient_id, subject, to_kind, to_ref, to_name, state, started_at, last_at, waiting_since, urgency, assignee_id)
    values (${id}, ${clinic}, ${patient}, 'A question', 'team', ${newId()}, 'Nurses', 'open', ${at}, ${at}, ${at}, ${jsonParam(initialRegister('routine'))}, ${assignee})`);
  await say(tx, { clinic, patient, thread: id }, 'first words');
  return id;
}

/** A message in its transaction, with its touches, as the messages slice writes it. */
export async function say(tx: Tx, to: { clinic: string; patient: string; thread: string }, text: string): Promise<string> {
  const id = newId();
  await tx.query(sql`
    with head as (update thread set last_seq = last_seq + 1, last_at = now() where id = ${to.thread} returning last_seq)
    insert into message (id, thread_id, seq, from_kind, account_id, author, text, received_at, device_time)
    select ${id}, ${to.thread}, last_seq, 'patient', 'x', 'Somebody', ${text}, now(), now() from head`);
  await touch(tx, [messageTouch(to.patient, id), ...threadTouches(to.clinic, to.patient, to.thread)]);
  return id;
}

export async function seedRecord(database: Database, patients = 2): Promise<SmallRecord> {
  return database.transaction(async (tx) => {
    const clinic = await insertClinic(tx, 'riverside');
    const nurse = await insertStaff(tx, clinic, 'Grace', 'nurse');
    const colleague = await insertStaff(tx, clinic, 'Amina', 'nurse');
    const people: SmallRecord['patients'][number][] = [];
    for (let i = 0; i < patients; i += 1) {
      const id = await insertPatient(tx, clinic, `Patient ${i}`);
      people.push({ ...await insertPerson(tx, clinic, { patient: id }), id, thread: await insertThread(tx, clinic, id) });
    }
    const next = await insertClinic(tx, 'hillside');
    const elsewhere = { clinic: next, nurse: await insertStaff(tx, next, 'Otieno', 'nurse'), patient: await insertPatient(tx, next, 'Stranger') };
    await insertThread(tx, next, elsewhere.patient);
    return { clinic, nurse, colleague, patients: people, elsewhere };
  });
}

export const first = (record: SmallRecord): SmallRecord['patients'][number] => at(record.patients, 0);

export function at<T>(list: readonly T[], index: number): T {
  const found = list.at(index);
  if (found === undefined) throw new Error(`Nothing at ${index}`);
  return found;
}

export const threadsOf = (record: SmallRecord, i = 0): string => viewName.threads(at(record.patients, i).id);
export const target = (record: SmallRecord, i = 0): { clinic: string; patient: string; thread: string } => {
  const { id, thread } = at(record.patients, i);
  return { clinic: record.clinic, patient: id, thread };
};
