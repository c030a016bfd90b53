import { sql, type SQL } from 'drizzle-orm';
import type { ReachScope } from '../../schema/actor.ts';
import { newId } from '../../schema/ids.ts';
import type { Role } from '../../schema/roles.ts';
import { deriveBrandTokens } from '../../sync-server/branding/brand-tokens.ts';
import { sessionCookie } from '../../sync-server/identity/sessions.ts';
import { hashToken } from '../../sync-server/identity/token.ts';
import { instantParam, jsonParam, type Database, type Tx } from '../../sync-server/record/database.ts';
import { everybody, world, type Somebody } from '../rights/actors.ts';
import { insertClinic, insertPatient, insertPatientMember, insertProxy, insertStaff, insertThread, type Member } from './clinic-rows.ts';
import type { SigningDevice } from './signing-device.ts';

const all: readonly ReachScope[] = ['messages', 'record', 'billing'];

/** One of the two clinics: what there is to read and to ask for. */
export interface Place {
  readonly clinic: string;
  readonly suffix: string;
  /** The patient everybody looks at; at home, `the patient` of actors.ts. */
  readonly patient: string;
  readonly thread: string;
  /** Has portal access and nobody's session: may be given one-time passwords. */
  readonly desk: string;
  readonly addressee: string;
  /** Somebody who may be given threads. */
  readonly nurse: string;
  /** Where that nurse is in the office, for what, and as patients name them. */
  readonly location: string;
  readonly visit: string;
  readonly provider: string;
}

/** Somebody with rows in the record. The fields say what the record says, not what may follow from it. */
export interface LivePerson {
  readonly name: string;
  readonly kind: 'staff' | 'patient';
  readonly role: Role | null;
  readonly place: Place;
  readonly account: string;
  readonly app: 'staff' | 'patient';
  /** Empty: sends none. */
  readonly cookie: string;
  /** Null: has no key. */
  readonly device: SigningDevice | null;
  /** Patient → scopes, for patients' accounts. */
  readonly reaches: ReadonlyMap<string, readonly ReachScope[]>;
  /** What a session is worth: false, and every door that needs one is shut. */
  readonly session: boolean;
  /** The cookie is, or once was, that of a session. */
  readonly known: boolean;
  /** Whose word a signature is: `held` are accounts and keys that may ask for nothing any more (R10). */
  readonly signs: 'judged' | 'held' | 'nobody';
}

export interface Crowd {
  readonly here: Place;
  readonly elsewhere: Place;
  /** Everybody of actors.ts, then those whose right to anything ended. */
  readonly people: readonly LivePerson[];
  one(name: string): LivePerson;
}

/** Two clinics and everybody there could be, with accounts, keys and sessions of their own. */
export function insertCrowd(database: Database): Promise<Crowd> {
  return database.transaction(async (tx) => {
    const theirs = everybody();
    const patients = await insertHomes(tx);
    const [here, elsewhere] = patients.places;
    const people: LivePerson[] = [];
    for (const somebody of theirs) people.push(await insertSomebody(tx, somebody, somebody.clinic === 'here' ? here : elsewhere, patients));
    people.push(...await insertEnded(tx, here));
    const one = (name: string): LivePerson => {
      const found = people.find((person) => person.name === name);
      if (!found) throw new Error(`Nobody is called ${name}`);
      return found;
    };
    return { here, elsewhere, people, one };
  });
}

interface Homes { readonly places: readonly [Place, Place]; readonly owners: ReadonlyMap<string, Member> }

/** Patients with their accounts come first: others reach them. */
async function insertHomes(tx: Tx): Promise<Homes> {
  const owners = new Map<string, Member>();
  const places: Place[] = [];
  for (const name of ['here', 'elsewhere']) {
    const clinic = await insertClinic(tx);
    const suffix = clinic.toLowerCase().replaceAll('_', '-');
    await writePublicFace(tx, clinic);
    const owner = await insertPatientMember(tx, clinic, `Patient ${name}`);
    const desk = await insertPatientMember(tx, clinic, `Desk ${name}`);
    owners.set(owner.patient, owner);
    const addressee = newId();
    await tx.query(sql`insert into team (id, clinic_id, name, title, addressable) values (${addressee}, ${clinic}, 'Nurses', 'Answer questions', true)`);
    const nurse = (await insertStaff(tx, clinic, `Assignable ${name}`)).staff ?? '';
    const { thread } = await insertThread(tx, clinic, owner.patient);
    const office = await insertOffice(tx, clinic, nurse);
    places.push({ clinic, suffix, patient: owner.patient, thread, desk: desk.patient, addressee, nurse, ...office });
  }
  const [here, elsewhere] = places;
  if (!here || !elsewhere) throw new Error('Two clinics');
  return { places: [here, elsewhere], owners };
}

/** Day and night, so that any time will do. */
async function insertOffice(tx: Tx, clinic: string, nurse: string): Promise<Pick<Place, 'location' | 'visit' | 'provider'>> {
  const [location, visit, provider] = [newId(), newId(), newId()];
  await tx.query(sql`update staff set patient_ref = ${provider} where id = ${nurse}`);
  await tx.query(sql`insert into location (id, clinic_id, name, free_from) values (${location}, ${clinic}, 'Town', current_date)`);
  await tx.query(sql`
    insert into visit_type (id, clinic_id, names, minutes, buffer_minutes, telehealth, cancel_cutoff_hours, policy, revision, set_by, set_at)
    values (${visit}, ${clinic}, ${jsonParam({ en: 'Visit' })}, 5, 0, false, 0, 'request', 0, 'Ruth', now())`);
  await tx.query(sql`
    insert into schedule (id, clinic_id, staff_id, location_id, weekly, visit_type_ids, from_day, revision, set_by, set_at)
    values (${newId()}, ${clinic}, ${nurse}, ${location}, ${jsonParam(Array.from({ length: 7 }, () => [{ from: '06:00', to: '22:00' }]))}, array[${visit}], '2020-01-01', 0, 'Ruth', now())`);
  return { location, visit, provider };
}

async function writePublicFace(tx: Tx, clinic: string): Promise<void> {
  const tokens = deriveBrandTokens('#0F6A57');
  if ('code' in tokens) throw new Error('No colour');
  const texts = {
    phone: '+254 20 5550142', emergencyPhone: '999', replyPromise: 'Soon.', urgentCareWarning: 'Call 999.', language: 'en',
    lockMinutes: { patient: 60, staffOwn: 15, staffShared: 5 },
  };
  await tx.query(sql`
    update clinic set brand = ${jsonParam({ colour: '#0F6A57', mark: 'waves', light: tokens.light, dark: tokens.dark })}, texts = ${jsonParam(texts)} where id = ${clinic}`);
}

async function insertSomebody(tx: Tx, { name, actor, role, clinic }: Somebody, place: Place, { owners }: Homes): Promise<LivePerson> {
  const base = { name, kind: actor.kind, role: role ?? null, place, session: true, known: true, signs: 'judged' } as const;
  if (actor.kind === 'staff') {
    const roles = role ? [role] : name.includes('unknown') ? ['__proto__', 'constructor', 'superuser'] : [];
    return { ...base, ...personOf(await insertStaff(tx, place.clinic, name, roles)), reaches: new Map() };
  }
  // actors.ts says whom they reach; each has a patient row of its own as well, since there is no account without.
  const own = actor.reaches.find((reach) => reach.as === 'self');
  const home = clinic === 'elsewhere' || own?.patient === world.patient ? owners.get(place.patient) : undefined;
  const member = home ?? (await insertPatientMember(tx, place.clinic, name));
  const reaches = new Map<string, readonly ReachScope[]>([[member.patient ?? '', all]]);
  for (const { patient, scopes } of actor.reaches.filter((reach) => reach.as === 'proxy')) {
    if (patient !== world.patient) throw new Error(`${name} acts for somebody this world has not`);
    await insertProxy(tx, place.clinic, member.account, place.patient, scopes);
    reaches.set(place.patient, scopes);
  }
  if (name.includes('ended')) {
    await insertProxy(tx, place.clinic, member.account, place.patient, all);
    await tx.query(sql`update proxy_grant set ends_at = now() - interval '1 second' where account_id = ${member.account}`);
  }
  if (actor.reaches.length > 0) return { ...base, ...personOf(member), reaches };
  // Who reaches not even themselves: staff never let them in.
  await tx.query(sql`update patient set portal_state = 'none' where id = ${member.patient}`);
  return { ...base, ...personOf(member), reaches: new Map(), session: false, signs: 'held' };
}

const personOf = (member: Member) => ({ account: member.account, app: member.staff ? 'staff' as const : 'patient' as const, cookie: member.cookie, device: member.device });

/** Each had every right of a nurse (or a patient) until something ended it. */
async function insertEnded(tx: Tx, place: Place): Promise<LivePerson[]> {
  const people: LivePerson[] = [];
  const nurse = async (name: string, signs: LivePerson['signs'], ending: (member: Member) => SQL): Promise<void> => {
    const member = await insertStaff(tx, place.clinic, name);
    await tx.query(ending(member));
    people.push({ name, kind: 'staff', role: 'nurse', place, ...personOf(member), reaches: new Map(), session: false, known: true, signs });
  };
  await nurse('a nurse whose account is blocked', 'held', ({ account }) => sql`update account set state = 'blocked' where id = ${account}`);
  await nurse('a nurse who left', 'held', ({ staff }) => sql`update staff set active = false where id = ${staff}`);
  await nurse('a nurse who signed out', 'judged', ({ account }) => sql`update session set ended_at = now(), ended_why = 'signedOut' where account_id = ${account}`);
  await nurse('a nurse idle for an hour', 'judged', ({ account }) => sql`update session set active_at = ${instantParam(Date.now() - 3_601_000)} where account_id = ${account}`);
  await nurse('a nurse whose device was taken', 'held', ({ device }) => sql`update device set revoked_at = now() where id = ${device.id}`);

  const shut = await insertPatientMember(tx, place.clinic, 'Shut out');
  await tx.query(sql`update patient set portal_state = 'blocked' where id = ${shut.patient}`);
  await tx.query(sql`update account set state = 'blocked' where id = ${shut.account}`);
  await insertProxy(tx, place.clinic, shut.account, place.patient, all);
  const patient = { kind: 'patient', role: null, place, reaches: new Map<string, readonly ReachScope[]>(), session: false, known: true } as const;
  people.push({ ...patient, name: 'a carer whose own access is shut', ...personOf(shut), signs: 'held' });

  const cookieOf = (app: 'staff' | 'patient', value: string): string => `${sessionCookie(app)}=${value}`;
  const stranger = { ...patient, known: false, account: newId(), app: 'patient', device: null, signs: 'nobody' } as const;
  const token = newId();
  await tx.query(sql`
    insert into session (id, token_hash, account_id, device_id, app)
    select ${newId()}, ${hashToken(token)}, account_id, id, 'patient' from device where id = ${shut.device.id}`);
  people.push({ ...stranger, name: 'nobody at all', cookie: '' });
  people.push({ ...stranger, name: 'a forged session', cookie: cookieOf('staff', newId()) });
  people.push({ ...stranger, name: 'a patient\'s token in the staff cookie', cookie: cookieOf('staff', await livingPatientToken(tx, place)) });
  people.push({ ...stranger, name: 'a second session of a shut account', known: true, cookie: cookieOf('patient', token) });
  return people;
}

async function livingPatientToken(tx: Tx, place: Place): Promise<string> {
  const { cookie } = await insertPatientMember(tx, place.clinic, 'Token');
  return cookie.slice(cookie.indexOf('=') + 1);
}

/** Another session on the same key: for what ends the session it is asked with. */
export async function insertSession(database: Database, person: LivePerson): Promise<{ id: string; cookie: string }> {
  const [id, token] = [newId(), newId()];
  if (!person.device) return { id, cookie: person.cookie };
  await database.query(sql`
    insert into session (id, token_hash, account_id, device_id, app) values (${id}, ${hashToken(token)}, ${person.account}, ${person.device.id}, ${person.app})`);
  return { id, cookie: `${sessionCookie(person.app)}=${token}` };
}

/** A patient whom staff may let in, or shut out. */
export async function insertScratchPatient(tx: Tx, clinic: string, portal: 'none' | 'active'): Promise<string> {
  const id = portal === 'active' ? (await insertPatientMember(tx, clinic, 'Scratch')).patient : await insertPatient(tx, clinic, 'Scratch');
  const register = (value: string): SQL => jsonParam({ value, stamp: 0, saw: 0, by: '', who: '', at: 0 });
  await tx.query(sql`
    update patient set portal_state = ${portal}, phone_fit = true, phone = ${register('+254712345678')}, email = ${register(`${id}@example.org`)} where id = ${id}`);
  return id;
}

