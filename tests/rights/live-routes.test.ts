import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../schema/ids.ts';
import { handoverName } from '../../schema/notes.ts';
import { SCHEMA_VERSION } from '../../schema/sync.ts';
import { insertCrowd, insertSession, type Crowd, type LivePerson, type Place } from '../support/rights-people.ts';
import { startRightsServer, type Answer, type RightsServer } from '../support/rights-server.ts';
import { recordStatements } from '../support/rights-statements.ts';
import { writeMessages } from '../support/write-messages.ts';
import { expectOwnMessages } from './expect-own-messages.ts';
import { declaredRoutes } from './declared.ts';
import { doorOf, holds, mayRead, viewTargets } from './live-rights.ts';
import { insertHeld } from './request-probes.ts';
import { callsAbout, callsOf, madePasskey, shownPasskey } from './route-probes.ts';

/** Every HTTP route of the running server, called by everybody. */

let server: RightsServer;
let crowd: Crowd;
beforeAll(async () => {
  server = await startRightsServer();
  crowd = await insertCrowd(server.app.database);
}, 60_000);
afterAll(() => server.close());

const get = (path: string, person: Pick<LivePerson, 'cookie'>): Promise<Answer> => server.ask({ path, cookie: person.cookie });
const isOpen = async (session: string): Promise<boolean> => (await server.app.database.query(sql`select 1 from session where id = ${session} and ended_at is null`)).length > 0;
const codeOf = (answer: Answer): string => String((JSON.parse(answer.text) as { code?: unknown }).code);
const without = (text: string): string => text.replace(/"serverTime":\d+/g, '"serverTime":0');

describe('routes', () => {
  const served = () => [...new Set(server.app.routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`))];

  test('[C3] [R8] every route says in declared.ts who may call it, and every line there is a route', () => {
    expect(served().toSorted()).toEqual(Object.keys(declaredRoutes).toSorted());
    expect(() => doorOf('GET /api/secrets')).toThrow('declared.ts');
  });

  test('[C3] what answers everybody answers everybody alike; a sign-in\'s steps belong to its cookie', async () => {
    const first = new Map<string, string>();
    // One of each standing: what answers everybody asks nobody's rights.
    for (const person of [crowd.one('nobody at all'), ...crowd.people.filter(({ name, session }) => session || name === 'a forged session')]) {
      for (const route of served().filter((one) => doorOf(one) === 'everybody' || doorOf(one) === 'own sign-in')) {
        const [method = ''] = route.split(' ');
        for (const { path, body } of callsOf(route, crowd)) {
          const answer = await server.ask({ method, path, cookie: person.cookie, ...(body ? { body } : {}) });
          const told = `${answer.status} ${without(answer.text)}`;
          const key = `${method} ${path}`;
          if (!first.has(key)) first.set(key, told);
          if (first.get(key) !== told) throw new Error(`${person.name} – ${key}: ${told.slice(0, 200)}, others heard ${first.get(key)?.slice(0, 200)}`);
          expect(answer.status, `${person.name} – ${key}`).toBeLessThan(500);
          if (doorOf(route) === 'own sign-in' && method === 'POST') expect([key, answer.status]).toEqual([key, 409]);
        }
      }
    }
  });

  test('[C3] [C96] a permission\'s route: 401 without a staff session, 403 without the right, 404 for foreign and absent alike', async () => {
    const routes = served().filter((route) => typeof doorOf(route) === 'object');
    expect(routes.length).toBeGreaterThan(1);
    const held = new Map<Place, string>();
    for (const place of [crowd.here, crowd.elsewhere]) held.set(place, await server.app.database.transaction((tx) => insertHeld(tx, crowd.one('nurse').account, place)));
    for (const person of crowd.people) {
      for (const route of routes) {
        const door = doorOf(route);
        if (typeof door !== 'object') continue;
        const missing = new Set<string>();
        for (const { path, body, aim } of callsAbout(route, person, crowd)) {
          const answer = await server.ask({ method: route.split(' ')[0] ?? '', path, cookie: person.cookie, ...(body ? { body } : {}) });
          const staff = person.session && person.kind === 'staff';
          const expected = !staff ? 401 : !holds(person, door.staff) ? 403 : aim === 'own' ? 200 : 404;
          expect([person.name, path, answer.status]).toEqual([person.name, path, expected]);
          if (expected === 404) missing.add(answer.text);
          if (expected === 200 && route === 'GET /api/patients') await expectOwn(answer, person);
          if (expected === 200 && route === 'GET /api/messages/search') await expectOwnMessages(server.app.database, answer.text, person.place.clinic, path);
          if (expected === 200 && route === 'GET /api/held') expect((JSON.parse(answer.text) as { held: { id: string }[] }).held.map(({ id }) => id)).toEqual([held.get(person.place)]);
        }
        expect(missing.size).toBeLessThan(2);
      }
    }
  });

  async function expectOwn(answer: Answer, { place }: LivePerson): Promise<void> {
    const { found, close } = JSON.parse(answer.text) as { found: { id: string }[]; close: { id: string }[] };
    const ids = [...found, ...close].map(({ id }) => id);
    const foreign = ids.length === 0 ? [] : await server.app.database.query(sql`select id from patient where id in ${ids} and clinic_id <> ${place.clinic}`);
    expect(foreign).toEqual([]);
  }

  test('[V6] [V5] a page is for whoever reads the view that lists it; everybody else is told what nobody\'s page tells', async () => {
    const { database, projector } = server.app;
    const { clinic, patient, thread } = crowd.here;
    await writeMessages(database, { clinic, patient, thread }, 400);
    const target = viewTargets(crowd).find(({ name }) => name === `threads/${patient}`);
    if (!target) throw new Error('No threads of the patient');
    await projector.ensure(target.name);
    await projector.drain();
    const [page] = await database.query<{ hash: string }>(sql`select hash from view_page where view = ${target.name}`);
    const heard = new Map<string, Set<string>>();
    for (const person of crowd.people) {
      const ask = (hash: string, view: string): Promise<Answer> => get(`/api/pages/${hash}?view=${encodeURIComponent(view)}`, person);
      const answer = await ask(page?.hash ?? '', target.name);
      expect([person.name, answer.status]).toEqual([person.name, mayRead(person, target) ? 200 : person.session ? 404 : 401]);
      expect(answer.text.includes('weather'), person.name).toBe(mayRead(person, target));
      const nothing = [await ask('0'.repeat(64), target.name), await ask(page?.hash ?? '', `threads/${crowd.elsewhere.patient}`), await ask('__proto__', target.name), await ask(page?.hash ?? '', `record/${patient}`)];
      const standing = person.session ? 'signed in' : 'not';
      const told = heard.get(standing) ?? new Set<string>();
      heard.set(standing, told);
      for (const { status, text } of [...nothing, ...(answer.status === 200 ? [] : [answer])]) told.add(`${status} ${text}`);
    }
    expect([...heard.values()].map(({ size }) => size)).toEqual([1, 1]);
  });

  test('[C85] [V5] one\'s own sessions and nobody else\'s: 401 without one, another\'s looks like none', async () => {
    const nurse = await insertSession(server.app.database, crowd.one('nurse'));
    for (const person of crowd.people) {
      const second = await insertSession(server.app.database, person);
      const { app, cookie } = person;
      const ends = (session: string): Promise<Answer> => server.ask({ method: 'POST', path: '/api/identity/sessions/end', cookie, body: { app, session } });
      const list = await get(`/api/identity/sessions?app=${app}`, person);
      const activity = await server.ask({ method: 'POST', path: '/api/identity/activity', cookie, body: { app } });
      const unlock = await server.ask({ method: 'POST', path: '/api/identity/unlock', cookie, body: { app, password: 'not the password' } });
      const [foreign, absent] = [person.name === 'nurse' ? await ends(newId()) : await ends(nurse.id), await ends(newId())];
      const own = await ends(second.id);
      const statuses = [list, activity, unlock, foreign, absent, own].map(({ status }) => status);
      // A lock says whether the password still opens to whoever has the cookie of a session that is or was, and nothing else.
      const unlocked = person.known ? 403 : 401;
      expect([person.name, ...statuses]).toEqual([person.name, ...(person.session ? [200, 200, unlocked, 404, 404, 200] : [401, 401, unlocked, 401, 401, 401])]);
      expect(foreign.text).toBe(absent.text);
      if (!person.session) continue;
      const ids = (JSON.parse(list.text) as { sessions: { id: string }[] }).sessions.map(({ id }) => id);
      expect(await server.app.database.query(sql`select id from session where id in ${ids} and account_id <> ${person.account}`)).toEqual([]);
    }
    expect(await isOpen(nurse.id)).toBe(true);
  });

  test('[C85] [V5] ends all one\'s other sessions, and nobody else\'s', async () => {
    const nurse = await insertSession(server.app.database, crowd.one('nurse'));
    for (const person of crowd.people.filter(({ name }) => name !== 'nurse')) {
      const [second, third] = [await insertSession(server.app.database, person), await insertSession(server.app.database, person)];
      const from = person.session ? second.cookie : person.cookie;
      const answer = await server.ask({ method: 'POST', path: '/api/identity/sessions/end-others', cookie: from, body: { app: person.app } });
      expect([person.name, answer.status]).toEqual([person.name, person.session ? 200 : 401]);
      if (!person.session) continue;
      expect((JSON.parse(answer.text) as { sessions: { id: string }[] }).sessions.map(({ id }) => id)).toEqual([second.id]);
      expect([await isOpen(second.id), await isOpen(third.id)]).toEqual([true, false]);
      // The crowd's own sessions are needed by the tests that follow.
      await server.app.database.query(sql`update session set ended_at = null, ended_why = null where account_id = ${person.account} and ended_why = 'byOwner' and id <> ${third.id}`);
    }
    expect(await isOpen(nurse.id)).toBe(true);
  });

  test('[C79] [C85] one\'s own passkeys and nobody else\'s: 401 without a session, another\'s looks like none; a lock\'s are asked for by whose session it is or was', async () => {
    const nurse = crowd.one('nurse');
    const theirs = newId();
    await server.app.database.query(sql`
      insert into passkey (id, account_id, credential_id, public_key, rp_id, name, created_at) values (${theirs}, ${nurse.account}, 'nobodys', 'AAAA', 'elsewhere.example.org', 'Hers', now())`);
    for (const person of crowd.people) {
      const { app, cookie } = person;
      const ask = (path: string, body: object): Promise<Answer> => server.ask({ method: 'POST', path: `/api/identity/${path}`, cookie, body: { app, ...body } });
      const owner = person.account === nurse.account;
      const foreign = await ask('passkeys/remove', { passkey: owner ? newId() : theirs });
      const absent = await ask('passkeys/remove', { passkey: newId() });
      const own = [await ask('passkeys/options', { password: 'not the password' }), await ask('passkeys', { name: 'x', made: madePasskey }), foreign];
      expect([person.name, ...own.map(({ status }) => status)]).toEqual([person.name, ...(person.session ? [403, 403, 404] : [401, 401, 401])]);
      expect(foreign.text).toBe(absent.text);
      const past = [await ask('unlock/passkey/options', {}), await ask('unlock/passkey', { shown: shownPasskey })];
      // Nobody here has one for this address (409); who was shut out is told so (403).
      const [options, shown] = past.map(({ status }) => status);
      expect([person.name, shown]).toEqual([person.name, person.known ? 403 : 401]);
      expect([person.name, options]).toEqual([person.name, person.session ? 409 : person.known ? (options === 409 ? 409 : 403) : 401]);
    }
    await server.app.database.query(sql`delete from passkey where id = ${theirs}`);
  });

  test('[C85] one\'s own devices and nobody else\'s are told to drop what they hold', async () => {
    for (const person of crowd.people) {
      const { app, cookie } = person;
      const other = crowd.one(person.name === 'nurse' ? 'the patient' : 'nurse');
      const [theirs] = await server.app.database.query<{ id: string }>(sql`select id from device where account_id = ${other.account}`);
      const wipe = (device: string): Promise<Answer> => server.ask({ method: 'POST', path: '/api/identity/devices/wipe', cookie, body: { app, device } });
      const [foreign, absent] = [await wipe(theirs?.id ?? ''), await wipe(newId())];
      expect([person.name, foreign.status, foreign.text]).toEqual([person.name, person.session ? 404 : 401, absent.text]);
    }
    expect(await server.app.database.query(sql`select id from device where wiped_at is not null`)).toEqual([]);
  });

  test('[C85] [R10] takes off one\'s own device, never the one that asks, and nobody else\'s', async () => {
    for (const person of crowd.people) {
      const ask = (device: string): Promise<Answer> => server.ask({ method: 'POST', path: '/api/identity/devices/remove', cookie: person.cookie, body: { app: person.app, device } });
      const others = crowd.people.find(({ device, account }) => device && account !== person.account)?.device?.id ?? '';
      const [foreign, absent, own] = [await ask(others), await ask(newId()), await ask(person.device?.id ?? newId())];
      expect([person.name, foreign.status, absent.status, own.status]).toEqual([person.name, ...(person.session ? [404, 404, 409] : [401, 401, 401])]);
      expect(foreign.text).toBe(absent.text);
    }
    expect(await server.app.database.query(sql`select d.id from device d where d.revoked_at is not null`)).toHaveLength(1);
  });

  test('[C85] who one is, is said to that session alone; signing out ends that session alone', async () => {
    for (const person of crowd.people) {
      const { app, cookie } = person;
      const told = JSON.parse((await get(`/api/identity/session?app=${app}`, person)).text) as { signedIn: boolean; account?: string };
      expect([person.name, told.signedIn, told.account]).toEqual([person.name, person.session, person.session ? person.account : undefined]);
      const other = app === 'staff' ? 'patient' : 'staff';
      expect(JSON.parse((await get(`/api/identity/session?app=${other}`, person)).text)).toMatchObject({ signedIn: false });
      const second = await insertSession(server.app.database, person);
      const out = await server.ask({ method: 'POST', path: '/api/identity/sign-out', cookie: second.cookie, body: { app } });
      expect([out.status, JSON.parse(out.text)]).toMatchObject([200, { signedIn: false }]);
      expect((await server.ask({ path: '/api/views', cookie: second.cookie })).status).toBe(401);
      expect((await server.ask({ path: '/api/views', cookie })).status).toBe(person.session ? 200 : 401);
    }
  });

  test('this machine\'s pages are nobody else\'s: not through a proxy, whatever session comes with it', async () => {
    const routes = served().filter((route) => doorOf(route) === 'this machine').map((route) => route.slice(4));
    for (const path of routes) {
      expect((await server.ask({ path })).status).toBe(200);
      const missing = await server.ask({ path: '/no-such-page' });
      for (const person of crowd.people) {
        for (const header of ['x-forwarded-for', 'forwarded']) {
          const answer = await server.ask({ path, cookie: person.cookie, headers: { [header]: header === 'forwarded' ? 'for=10.0.0.7' : '10.0.0.7' } });
          expect([path, header, answer.status]).toEqual([path, header, missing.status]);
          expect(codeOf(answer)).toBe('http.notFound');
        }
      }
    }
  });
});

describe('what is not there and what is not theirs', () => {
  /** By name, a way to ask about something with this id. */
  async function ways(): Promise<Record<string, { readonly foreign: string; ask(id: string): Promise<Answer> }>> {
    const session = await insertSession(server.app.database, crowd.one('administrator'));
    const { elsewhere } = crowd;
    const theirHeld = await server.app.database.transaction((tx) => insertHeld(tx, crowd.one('nurse of another clinic').account, elsewhere));
    const [nurse, coordinator, patient] = [crowd.one('nurse'), crowd.one('portal_coordinator'), crowd.one('the patient')];
    const noteOf = (id: string): string => (id.includes('/') ? id : handoverName(id, 1));
    const signed = (person: LivePerson, type: string, body: object) => {
      const request = person.device?.request(type, body);
      return server.ask({
        method: 'POST', path: '/api/requests', cookie: person.cookie,
        body: { schemaVersion: SCHEMA_VERSION, sentAt: Date.now(), requests: [{ bytes: request?.bytes, signature: request?.signature }] },
      });
    };
    return {
      'a view, staff': { foreign: elsewhere.patient, ask: (id) => get(`/api/views/person/${id}`, nurse) },
      'a view, patient': { foreign: crowd.here.desk, ask: (id) => get(`/api/views/threads/${id}`, patient) },
      'an account\'s view': { foreign: nurse.account, ask: (id) => get(`/api/views/account/${id}`, patient) },
      'a clinic\'s queue': { foreign: elsewhere.clinic, ask: (id) => get(`/api/views/queue/${id}/messages`, nurse) },
      'a one-time password': { foreign: elsewhere.desk, ask: (id) => server.ask({ method: 'POST', path: `/api/patients/${id}/one-time-password`, cookie: coordinator.cookie, body: {} }) },
      'a session to end': { foreign: session.id, ask: (id) => server.ask({ method: 'POST', path: '/api/identity/sessions/end', cookie: nurse.cookie, body: { app: 'staff', session: id } }) },
      'a device to remove': { foreign: crowd.one('administrator').device?.id ?? '', ask: (id) => server.ask({ method: 'POST', path: '/api/identity/devices/remove', cookie: nurse.cookie, body: { app: 'staff', device: id } }) },
      'a contact to correct': { foreign: elsewhere.patient, ask: (id) => signed(coordinator, 'patient.contact', { patient: id, field: 'phone', value: '+254722000111' }) },
      'a patient to block': { foreign: elsewhere.patient, ask: (id) => signed(coordinator, 'patient.block', { patient: id, reason: 'x' }) },
      'a handover note to read': { foreign: handoverName(elsewhere.thread, 1), ask: (id) => get(`/api/views/${noteOf(id)}`, nurse) },
      'a handover note to write': { foreign: handoverName(elsewhere.thread, 1), ask: (id) => server.ask({ method: 'POST', path: `/api/notes/${noteOf(id)}`, cookie: nurse.cookie, body: '\0\0' }) },
      'words for a handover note': { foreign: elsewhere.thread, ask: (id) => signed(nurse, 'thread.handover', { patient: crowd.here.patient, thread: id, text: 'x' }) },
      'a thread to claim': { foreign: elsewhere.thread, ask: (id) => signed(nurse, 'thread.claim', { patient: crowd.here.patient, thread: id }) },
      'a thread to write in': { foreign: elsewhere.thread, ask: (id) => signed(patient, 'message.send', { patient: crowd.here.patient, thread: id, message: newId(), text: 'x' }) },
      'somebody to write for': { foreign: crowd.here.desk, ask: (id) => signed(patient, 'message.send', { patient: id, thread: newId(), message: newId(), text: 'x' }) },
      'an addressee': { foreign: elsewhere.addressee, ask: (id) => signed(patient, 'message.start', { patient: crowd.here.patient, thread: newId(), message: newId(), to: id, subject: 'x', text: 'x' }) },
      'a held request to return': { foreign: theirHeld, ask: (id) => signed(crowd.one('administrator'), 'held.return', { request: id, words: '' }) },
      'a colleague': { foreign: elsewhere.nurse, ask: (id) => signed(nurse, 'thread.assign', { patient: crowd.here.patient, thread: crowd.here.thread, from: null, to: id }) },
    };
  }
  /** What differs between any two answers. */
  const bare = (answer: Answer): string => `${answer.status} ${answer.text.replace(/"(id|at|receivedAt|seq|epoch)":("[^"]*"|\d+)/g, '"$1":0')}`;

  test('[V5] [R8] the same answer, and the same questions put to the record on the way to it', async () => {
    const recorder = recordStatements(server.app.database);
    for (const [name, { foreign, ask }] of Object.entries(await ways())) {
      // Once to warm what is kept in memory, then both.
      await ask(newId());
      const answers: string[] = [];
      const asked = async (id: string) => recorder.during(async () => answers.push(bare(await ask(id))));
      const [absent, theirs] = [await asked(newId()), await asked(foreign)];
      expect(answers[1], name).toBe(answers[0]);
      expect(theirs, name).toEqual(absent);
      expect(absent.length, name).toBeGreaterThan(1);
    }
  });

  test('[V5] [R8] in about the same time', async () => {
    for (const [name, { foreign, ask }] of Object.entries(await ways())) {
      const times: { absent: number[]; foreign: number[] } = { absent: [], foreign: [] };
      for (let i = 0; i < 15; i += 1) {
        for (const kind of i % 2 === 0 ? (['absent', 'foreign'] as const) : (['foreign', 'absent'] as const)) {
          const began = performance.now();
          await ask(kind === 'absent' ? newId() : foreign);
          times[kind].push(performance.now() - began);
        }
      }
      const [absent, theirs] = [median(times.absent), median(times.foreign)];
      expect(Math.max(absent, theirs) / Math.min(absent, theirs), `${name}: ${absent.toFixed(1)} ms absent, ${theirs.toFixed(1)} ms foreign`).toBeLessThan(3);
    }
  }, 60_000);
});

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
