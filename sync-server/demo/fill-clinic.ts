import { sql } from 'drizzle-orm';
import type { BrandEntry, ClinicTextsEntry } from '../../schema/clinic.ts';
import { newId } from '../../schema/ids.ts';
import { initialRegister } from '../../schema/merge.ts';
import { deriveBrandTokens } from '../branding/brand-tokens.ts';
import { makeAuthenticatorSecret } from '../identity/authenticator.ts';
import { emailIdentifier, nationalIdIdentifier, normalizeNationalId, usernameIdentifier } from '../identity/identifiers.ts';
import type { Seal } from '../identity/seal.ts';
import { arrayParam, instantParam, jsonParam, type Tx } from '../record/database.ts';
import { refreshSearch } from '../shared/patient-search.ts';
import type { DemoClinic, DemoPatient } from './demo-shapes.ts';

interface StaffIds { readonly id: string; readonly account: string; readonly name: string; readonly title: string }
interface PatientIds { readonly id: string; readonly account: string | undefined; readonly name: string }

/** What the demo's keys became. Each throws for a key that is not in the clinic: a mistake in the demo's text. */
export interface ClinicIds {
  readonly clinic: string;
  staff(username: string): StaffIds;
  patient(key: string): PatientIds;
  addressee(key: string): { readonly kind: 'team' | 'person'; readonly ref: string; readonly name: string };
}

export interface FillDeps {
  readonly seal: Seal;
  readonly passwordHash: string;
  readonly now: number;
}

const NATIONAL_ID_SYSTEM = 'urn:outpost:demo:national-id';

export async function fillClinic(tx: Tx, demo: DemoClinic, deps: FillDeps): Promise<ClinicIds> {
  const clinic = await insertClinic(tx, demo);
  const addressees = new Map<string, { kind: 'team' | 'person'; ref: string; name: string }>();
  for (const { key, name, title } of demo.teams) {
    const ref = newId();
    addressees.set(key, { kind: 'team', ref, name });
    await tx.query(sql`insert into team (id, clinic_id, name, title, addressable) values (${ref}, ${clinic}, ${name}, ${title}, true)`);
  }
  for (const { id, label } of demo.tags) await tx.query(sql`insert into tag (clinic_id, id, label) values (${clinic}, ${id}, ${label})`);
  for (const [index, { title, text }] of demo.replies.entries()) {
    await tx.query(sql`insert into canned_reply (id, clinic_id, words) values (${newId()}, ${clinic}, ${jsonParam(initialRegister({ title, text, place: index * 1024 }))})`);
  }
  for (const { name, address, phone } of demo.locations) {
    await tx.query(sql`insert into location (id, clinic_id, name, address, phone) values (${newId()}, ${clinic}, ${name}, ${address}, ${phone})`);
  }
  const staff = new Map<string, StaffIds>();
  for (const [colour, person] of demo.staff.entries()) {
    const ids = { id: newId(), account: newId(), name: person.name, title: person.title };
    const ref = newId();
    staff.set(person.username, ids);
    if (person.addressable) addressees.set(person.username, { kind: 'person', ref, name: person.name });
    await tx.query(sql`
      insert into staff (id, clinic_id, name, title, roles, patient_ref, addressable, colour)
      values (${ids.id}, ${clinic}, ${person.name}, ${person.title}, ${arrayParam(person.roles)}::text[], ${ref}, ${person.addressable ?? false}, ${colour % 8})`);
    await tx.query(sql`
      insert into account (id, clinic_id, kind, staff_id, identifier, password_hash, totp_sealed)
      values (${ids.account}, ${clinic}, 'staff', ${ids.id}, ${usernameIdentifier(person.username)}, ${deps.passwordHash}, ${deps.seal.seal(makeAuthenticatorSecret())})`);
  }
  const patients = new Map<string, PatientIds>();
  for (const person of demo.patients) patients.set(person.key, await insertPatient(tx, clinic, demo, person, deps));
  await refreshSearch(tx, [...patients.values()].map(({ id }) => id));
  const found = <T>(among: ReadonlyMap<string, T>, key: string): T => {
    const one = among.get(key);
    if (one === undefined) throw new Error(`The demo of ${demo.name} names "${key}", who is not there`);
    return one;
  };
  const ids: ClinicIds = {
    clinic, staff: (username) => found(staff, username), patient: (key) => found(patients, key), addressee: (key) => found(addressees, key),
  };
  for (const person of demo.patients) await insertGrants(tx, ids, person, deps.now);
  return ids;
}

async function insertClinic(tx: Tx, demo: DemoClinic): Promise<string> {
  const id = newId();
  const { name, shortName, suffix, colour, mark } = demo;
  const tokens = deriveBrandTokens(colour);
  if ('code' in tokens) throw new Error(`The demo's colour ${colour} is none`);
  const brand: BrandEntry = { name, shortName, suffix, colour, mark, light: { ...tokens.light }, dark: { ...tokens.dark } };
  const texts: ClinicTextsEntry = {
    phone: demo.phone, emergencyPhone: demo.emergencyPhone, replyPromise: demo.replyPromise, urgentCareWarning: demo.urgentCareWarning,
    timeZone: demo.timeZone, language: 'en', country: demo.country, identifierMode: demo.identifierMode,
    lockMinutes: { patient: 60, staffOwn: 15, staffShared: 5 },
  };
  await tx.query(sql`
    insert into clinic (id, suffix, name, short_name, brand, texts, identifier_mode, time_zone, country, modules)
    values (${id}, ${suffix}, ${name}, ${shortName}, ${jsonParam(brand)}, ${jsonParam(texts)}, ${demo.identifierMode}, ${demo.timeZone}, ${demo.country},
      ${arrayParam(['record', 'appointments', 'portal', 'live'])}::text[])`);
  return id;
}

async function insertPatient(tx: Tx, clinic: string, demo: DemoClinic, person: DemoPatient, deps: FillDeps): Promise<PatientIds> {
  const id = newId();
  const name = `${person.given} ${person.family}`;
  const contact = (value: string) => jsonParam({ ...initialRegister(value), at: deps.now });
  const activated = person.active ? instantParam(deps.now - 60 * 86_400_000) : null;
  await tx.query(sql`
    insert into patient (id, clinic_id, name, given, family, birth_date, sex, address, language, record_number, phone, email, phone_fit,
      portal_state, activated_at, first_sign_in_at)
    values (${id}, ${clinic}, ${name}, ${person.given}, ${person.family}, ${person.birthDate}::date, ${person.sex}, ${person.address}, 'en', ${person.record},
      ${contact(person.phone)}, ${contact(person.email ?? '')}, ${person.phone !== '' && person.phoneFit !== false}, ${person.active ? 'active' : 'none'},
      ${activated}, ${activated})`);
  await insertNationalId(tx, id, person, deps.seal);
  if (!person.active) return { id, account: undefined, name };
  const account = newId();
  const identifier = demo.identifierMode === 'email' ? emailIdentifier(person.email ?? '') : nationalIdIdentifier(person.nationalId ?? '', deps.seal);
  await tx.query(sql`
    insert into account (id, clinic_id, kind, patient_id, identifier, password_hash) values (${account}, ${clinic}, 'patient', ${id}, ${identifier}, ${deps.passwordHash})`);
  return { id, account, name };
}

async function insertNationalId(tx: Tx, patient: string, person: DemoPatient, seal: Seal): Promise<void> {
  const bare = person.nationalId === undefined ? null : normalizeNationalId(person.nationalId);
  if (bare === null) return;
  await tx.query(sql`
    insert into patient_identifier (patient_id, system, lookup, sealed, last4, kind)
    values (${patient}, ${NATIONAL_ID_SYSTEM}, ${seal.lookup(bare)}, ${seal.seal(bare)}, ${bare.slice(-4)}, 'national')`);
}

/** Person colours go round the family from 1; 0 is the account's own. */
async function insertGrants(tx: Tx, ids: ClinicIds, person: DemoPatient, now: number): Promise<void> {
  const { account } = ids.patient(person.key);
  for (const [position, { patient, relation, scopes }] of (person.caresFor ?? []).entries()) {
    await tx.query(sql`
      insert into proxy_grant (id, clinic_id, patient_id, account_id, relation, scopes, colour, starts_at)
      values (${newId()}, ${ids.clinic}, ${ids.patient(patient).id}, ${account}, ${relation}, ${arrayParam(scopes)}::text[], ${position + 1},
        ${instantParam(now - (50 - position) * 86_400_000)})`);
  }
}
