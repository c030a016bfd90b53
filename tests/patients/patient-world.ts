import { Hono } from 'hono';
import { sql } from 'drizzle-orm';
import { newId } from '../../schema/ids.ts';
import { initialRegister, type Register } from '../../schema/merge.ts';
import { contactEntry, portalEntry, type PortalEntry } from '../../schema/patients.ts';
import type { RequestAnswer } from '../../schema/sync.ts';
import { answerError, HttpError } from '../../sync-server/http/http-error.ts';
import { normalizeNationalId } from '../../sync-server/identity/identifiers.ts';
import { createSeal } from '../../sync-server/identity/seal.ts';
import { createSessions, type Sessions } from '../../sync-server/identity/sessions.ts';
import { patientProjectors } from '../../sync-server/patients/project.ts';
import { patientRoutes } from '../../sync-server/patients/routes.ts';
import { jsonParam } from '../../sync-server/record/database.ts';
import { refreshSearch } from '../../sync-server/shared/patient-search.ts';
import { insertClinic, insertStaff, type Member } from '../support/clinic-rows.ts';
import type { DatabaseTarget } from '../support/databases.ts';
import { openServing, type Serving } from '../requests/serving.ts';

export const seal = createSeal('a secret of the tests, 32 characters or more');

export interface NewPatient {
  readonly name?: string;
  readonly given?: string;
  readonly family?: string;
  readonly birthDate?: string | null;
  readonly phone?: string;
  readonly phoneFit?: boolean;
  readonly email?: string;
  readonly record?: string;
  readonly nationalId?: string;
  readonly deceased?: boolean;
}

/** One clinic (and a foreign one) behind the real pipeline and the real patient routes. */
export interface PatientWorld {
  readonly serving: Serving;
  readonly clinic: string;
  readonly foreign: string;
  readonly coordinator: Member;
  readonly nurse: Member;
  addPatient(patient?: NewPatient, clinic?: string): Promise<string>;
  send(who: Member, type: string, body: object, over?: Readonly<Record<string, unknown>>): Promise<RequestAnswer>;
  get(path: string, who?: Member): Promise<Response>;
  post(path: string, who?: Member): Promise<Response>;
  contact(patient: string, field: 'phone' | 'email'): Promise<{ register: Register<string>; fit: boolean }>;
  portal(patient: string): Promise<PortalEntry>;
  account(patient: string): Promise<{ id: string; identifier: string; state: string; password_hash: string | null; password_once: boolean } | undefined>;
  outgoing(): Promise<{ channel: string; recipient: string; template: string; params: unknown }[]>;
  rows<Row extends object>(table: string): Promise<Row[]>;
  close(): Promise<void>;
}

export async function openPatientWorld(target: DatabaseTarget): Promise<PatientWorld> {
  const serving = await openServing(target);
  const { database } = serving;
  const made = await database.transaction(async (tx) => {
    const clinic = await insertClinic(tx);
    return {
      clinic, foreign: await insertClinic(tx),
      coordinator: await insertStaff(tx, clinic, 'Tomás Rivera', ['portal_coordinator']), nurse: await insertStaff(tx, clinic, 'Grace Wanjiru', ['nurse']),
    };
  });
  const sessions: Sessions = createSessions({ database, timers: false });
  const app = new Hono().route('/', patientRoutes({ database, seal, sessions }));
  app.onError((error, c) => {
    if (error instanceof HttpError) return answerError(c, error);
    throw error;
  });
  const entries = async (section: string, patient: string) => {
    const projector = patientProjectors.find((one) => one.section === section);
    const view = { kind: 'person' as const, name: `person/${patient}`, patient };
    return database.transaction(async (tx) => (await projector?.project(tx, view, 'all')) ?? new Map<string, unknown>());
  };
  return {
    ...made, serving,
    addPatient: (patient = {}, clinic = made.clinic) => database.transaction(async (tx) => {
      const id = newId();
      const given = patient.given ?? 'Fatma';
      const family = patient.family ?? 'Hassan';
      const phone = patient.phone ?? '';
      await tx.query(sql`
        insert into patient (id, clinic_id, name, given, family, birth_date, record_number, phone, email, phone_fit, deceased)
        values (${id}, ${clinic}, ${patient.name ?? `${given} ${family}`}, ${given}, ${family}, ${patient.birthDate === undefined ? '1992-05-02' : patient.birthDate}::date,
          ${patient.record ?? id}, ${jsonParam(initialRegister(phone))}, ${jsonParam(initialRegister(patient.email ?? ''))},
          ${patient.phoneFit ?? phone.startsWith('+')}, ${patient.deceased ?? false})`);
      const bare = normalizeNationalId(patient.nationalId ?? '');
      if (bare !== null) {
        await tx.query(sql`
          insert into patient_identifier (patient_id, system, lookup, sealed, last4, kind)
          values (${id}, 'national', ${seal.lookup(bare)}, ${seal.seal(bare)}, ${bare.slice(-4)}, 'national')`);
      }
      await refreshSearch(tx, [id]);
      return id;
    }),
    send: (who, type, body, over) => serving.one(who.device.request(type, body, over), who.cookie),
    get: async (path, who) => app.request(path, { headers: who ? { cookie: who.cookie } : {} }),
    post: async (path, who) => app.request(path, { method: 'POST', headers: who ? { cookie: who.cookie } : {} }),
    contact: async (patient, field) => contactEntry.parse((await entries('contact', patient)).get(field)),
    portal: async (patient) => portalEntry.parse((await entries('portal', patient)).get('portal')),
    account: async (patient) => (await database.query<{ id: string; identifier: string; state: string; password_hash: string | null; password_once: boolean }>(
      sql`select id, identifier, state, password_hash, password_once from account where patient_id = ${patient}`))[0],
    outgoing: () => database.query(sql`select channel, recipient, template, params from outgoing order by id`),
    rows: (table) => database.query(sql`select * from ${sql.raw(table)}`),
    async close() {
      await sessions.close();
      await serving.close();
    },
  };
}
