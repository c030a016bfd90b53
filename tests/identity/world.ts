import { webcrypto } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { Hono } from 'hono';
import { deviceProofText, type DevicePublicKey, type IdentityProblem, type SignedIn, type SignInStep } from '../../schema/identity.ts';
import { newId } from '../../schema/ids.ts';
import { initialRegister } from '../../schema/merge.ts';
import { deriveBrandTokens } from '../../sync-server/branding/brand-tokens.ts';
import { answerError, HttpError } from '../../sync-server/http/http-error.ts';
import { createAccount, issueOneTimePassword } from '../../sync-server/identity/accounts.ts';
import { createIdentity, type Identity } from '../../sync-server/identity/identity.ts';
import { hashPassword } from '../../sync-server/identity/password.ts';
import { arrayParam, jsonParam, openDatabase, type Database, type DatabaseConfig } from '../../sync-server/record/database.ts';
import { migrate } from '../../sync-server/record/migrate.ts';

export const SECRET = 'a secret of the tests, 32 characters or more';
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export interface Clock { now: number }

export interface Clinic { readonly id: string; readonly suffix: string }
export interface Person { readonly account: string; readonly patient: string; readonly email: string; readonly phone: string; readonly password: string }
export interface Colleague { readonly account: string; readonly staff: string; readonly username: string; readonly password: string }

export type Answer = { readonly status: number; readonly body: Partial<IdentityProblem> & Partial<Omit<SignedIn, 'session'>> & (SignInStep | { readonly step?: undefined }); readonly headers: Headers };

/** A record with clinics of its own, the real routes on it, and a clock in the test's hand. */
export class World {
  readonly database: Database;
  readonly clock: Clock = { now: Date.UTC(2026, 10, 21, 9, 0) };
  /** OUTPOST_PROXIES; `restart` begins with it. */
  proxies = 0;
  identity: Identity;
  #serial = 0;

  constructor(database: Database) {
    this.database = database;
    this.identity = this.#start();
  }

  static async open(target: DatabaseConfig): Promise<World> {
    const database = await openDatabase(target);
    await migrate(database);
    return new World(database);
  }

  #start(): Identity {
    return createIdentity({
      database: this.database, secret: SECRET, proxies: this.proxies, clock: () => this.clock.now, answerFloorMs: 0, timers: false,
      onError: (error) => { throw error; },
    });
  }

  /** The process ends and another begins on the same record. */
  async restart(): Promise<void> {
    await this.identity.close();
    this.identity = this.#start();
  }

  /** As the app mounts them: what a route throws becomes an answer. */
  request(path: string, init: RequestInit): Response | Promise<Response> {
    const app = new Hono().route('/', this.identity.routes);
    app.onError((error, c) => {
      if (error instanceof HttpError) return answerError(c, error);
      throw error;
    });
    return app.request(path, init);
  }

  async close(): Promise<void> {
    await this.identity.close();
    await this.database.close();
  }

  async addClinic(mode: 'email' | 'nationalId' = 'email'): Promise<Clinic> {
    const clinic = { id: newId(), suffix: `clinic-${++this.#serial}` };
    const palette = deriveBrandTokens('#0F6A57');
    if (!('light' in palette)) throw new Error('No colour');
    const brand = { colour: '#0F6A57', mark: 'waves', light: palette.light, dark: palette.dark };
    const texts = {
      phone: '+254 20 1234567', emergencyPhone: '999', replyPromise: '', urgentCareWarning: '', language: 'en',
      lockMinutes: { patient: 60, staffOwn: 15, staffShared: 5 },
    };
    await this.database.query(sql`
      insert into clinic (id, suffix, name, short_name, brand, texts, identifier_mode, time_zone, country, modules)
      values (${clinic.id}, ${clinic.suffix}, 'Riverside Clinic', 'Riverside', ${jsonParam(brand)}, ${jsonParam(texts)}, ${mode}, 'Africa/Nairobi', 'KE',
              ${arrayParam(['record', 'appointments', 'portal', 'live'])})`);
    return clinic;
  }

  /** A patient with a valid phone, let in by staff, with a password of her own. */
  async addPatient(clinic: Clinic, given: Partial<{ birthDate: string; phone: string; email: string; identifier: string; password: string | null; portal: string; phoneFit: boolean }> = {}): Promise<Person> {
    const n = ++this.#serial;
    const phone = given.phone ?? `+2547123${String(n).padStart(5, '0')}`;
    const email = given.email ?? `fatma${n}@example.org`;
    const password = given.password === undefined ? 'Riverside1' : given.password;
    const patient = newId();
    await this.database.query(sql`
      insert into patient (id, clinic_id, name, birth_date, record_number, phone, email, phone_fit, portal_state)
      values (${patient}, ${clinic.id}, 'Fatma Njeri', ${given.birthDate ?? null}::date, ${`R${n}`}, ${jsonParam({ ...initialRegister(phone) })}, ${jsonParam({ ...initialRegister(email) })},
              ${given.phoneFit ?? true}, ${given.portal ?? 'active'})`);
    const account = await this.database.transaction((tx) => createAccount(tx, { clinic: clinic.id, kind: 'patient', patient, identifier: given.identifier ?? email }));
    if (password !== null) await this.setPassword(account, password);
    return { account, patient, email, phone, password: password ?? '' };
  }

  async addStaff(clinic: Clinic, roles: readonly string[] = ['nurse']): Promise<Colleague> {
    const n = ++this.#serial;
    const staff = newId();
    const username = `grace${n}`;
    await this.database.query(sql`
      insert into staff (id, clinic_id, name, title, roles, patient_ref)
      values (${staff}, ${clinic.id}, 'Grace Wanjiru', 'Nurse', ${arrayParam(roles)}::text[], ${newId()})`);
    const account = await this.database.transaction((tx) => createAccount(tx, { clinic: clinic.id, kind: 'staff', staff, identifier: username }));
    await this.setPassword(account, 'Riverside1');
    return { account, staff, username, password: 'Riverside1' };
  }

  async setPassword(account: string, password: string): Promise<void> {
    await this.database.query(sql`update account set password_hash = ${await hashPassword(password)}, password_once = false where id = ${account}`);
  }

  issueOneTimePassword(account: string): Promise<{ password: string; expiresAt: number }> {
    return this.database.transaction((tx) => issueOneTimePassword(tx, account, this.clock.now));
  }

  /** What the SMS to this phone said, oldest first. */
  async codesTo(phone: string): Promise<string[]> {
    const rows = await this.database.query<{ params: { code: string } }>(sql`
      select params from outgoing where channel = 'sms' and recipient = ${phone} and template = 'signin.code' order by id`);
    return rows.map(({ params }) => params.code);
  }

  async lastCodeTo(phone: string): Promise<string> {
    const code = (await this.codesTo(phone)).at(-1);
    if (code === undefined) throw new Error(`No SMS to ${phone}`);
    return code;
  }
}

export interface DeviceKey { readonly publicKey: DevicePublicKey; prove(challenge: string): Promise<string> }

export async function makeDeviceKey(): Promise<DeviceKey> {
  const pair = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
  const { x = '', y = '' } = await webcrypto.subtle.exportKey('jwk', pair.publicKey);
  return {
    publicKey: { kty: 'EC', crv: 'P-256', x, y },
    async prove(challenge) {
      const signed = await webcrypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, new TextEncoder().encode(deviceProofText(challenge)));
      return Buffer.from(signed).toString('base64url');
    },
  };
}

/**
 * What an answer costs the process, ms of CPU: the same work takes the same time, and a machine that is busy with other
 * things does not change it.
 */
export async function costOf(work: () => Promise<unknown>): Promise<number> {
  const from = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1000;
}

/** One browser: keeps cookies as it is told to. */
export class Browser {
  readonly #world: World;
  /** X-Forwarded-For, as proxies in front write it. */
  forwarded: string | null = null;
  readonly cookies = new Map<string, string>();

  constructor(world: World) {
    this.#world = world;
  }

  get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** A second window with the same cookies at this moment. */
  clone(): Browser {
    const other = new Browser(this.#world);
    for (const [name, value] of this.cookies) other.cookies.set(name, value);
    return other;
  }

  /** As a page's fetch: cookies go out and come back by themselves. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await this.#world.request(path, { ...init, headers: { 'content-type': 'application/json', host: 'localhost:8080', cookie: this.cookieHeader, ...(this.forwarded === null ? {} : { 'x-forwarded-for': this.forwarded }) } });
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split('; ');
      const at = pair.indexOf('=');
      if (attributes.includes('Max-Age=0')) this.cookies.delete(pair.slice(0, at));
      else this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  }

  async ask(path: string, body?: unknown): Promise<Answer> {
    const response = await this.fetch(path, { method: body === undefined ? 'GET' : 'POST', ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    return { status: response.status, body: (await response.json()) as Answer['body'], headers: response.headers };
  }

  startPatient(clinic: Clinic, person: { readonly email: string; readonly phone: string; readonly password: string }): Promise<Answer> {
    return this.ask('/sign-in/patient', { clinic: clinic.suffix, identifier: person.email, phone: person.phone, password: person.password });
  }

  startStaff(colleague: { readonly username: string; readonly password: string }): Promise<Answer> {
    return this.ask('/sign-in/staff', { username: colleague.username, password: colleague.password });
  }

  async registerDevice(app: 'staff' | 'patient', key: DeviceKey, options: { readonly shared?: boolean } = {}): Promise<Answer> {
    const step = await this.ask(`/sign-in?app=${app}`);
    const proof = await key.prove(step.body.step === 'device' ? step.body.challenge : '');
    return this.ask('/sign-in/device', { app, publicKey: key.publicKey, proof, name: 'Chrome on Android', shared: options.shared ?? false });
  }

  /** All steps of a patient; gives the session. */
  async signInPatient(clinic: Clinic, person: Person, key?: DeviceKey): Promise<SignedIn> {
    await this.startPatient(clinic, person);
    await this.ask('/sign-in/code', { app: 'patient', code: await this.#world.lastCodeTo(person.phone) });
    return signedIn(await this.registerDevice('patient', key ?? (await makeDeviceKey())));
  }
}

export function signedIn(answer: Answer): SignedIn {
  if (answer.body.step !== 'done' || !answer.body.session.signedIn) throw new Error(`Not signed in: ${JSON.stringify(answer.body)}`);
  return answer.body.session;
}
