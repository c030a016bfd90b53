import { generateKeyPairSync, sign } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deviceProofText, signInStep, type SignInStep } from '../../schema/identity.ts';
import { newId } from '../../schema/ids.ts';
import { requestTable } from '../../schema/requests.ts';
import { views } from '../../schema/views.ts';
import { DEMO_PASSWORD } from '../../sync-server/demo/demo-network.ts';
import { queueOutgoing } from '../../sync-server/notify/outgoing.ts';
import { jsonParam } from '../../sync-server/record/database.ts';
import { insertThread } from '../support/clinic-rows.ts';
import { plantCanaries, type Canary } from '../support/rights-canaries.ts';
import { insertCrowd, insertScratchPatient, type Crowd, type LivePerson } from '../support/rights-people.ts';
import { createRecorder, curiousCalls, type Recorder } from '../support/rights-recorder.ts';
import { startRightsServer, type RightsServer } from '../support/rights-server.ts';
import { until } from '../support/until.ts';
import { mayAsk, mayRead, viewTargets, type ViewTarget } from './live-rights.ts';
import { absentAim, probeOf } from './request-probes.ts';

/** A string of its own in every field; all that anybody is ever sent; nobody holds a string that is not for them. */

let server: RightsServer;
let crowd: Crowd;
let canaries: Canary[];
let targets: ViewTarget[];
const recorders = new Map<LivePerson, Recorder>();
const live: Canary[] = [];

beforeAll(async () => {
  server = await startRightsServer();
  crowd = await insertCrowd(server.app.database);
  canaries = await plantCanaries(server.app.database, crowd);
  targets = viewTargets(crowd);
  const recorded = crowd.people.filter(({ session, name }) => (session && !/^(clinician|portal_coordinator|live_coordinator) of/.test(name)) || ['nobody at all', 'a nurse whose account is blocked', 'a carer whose own access is shut'].includes(name));
  for (const person of recorded) recorders.set(person, createRecorder(server, person));
  for (const [person, recorder] of recorders) await recordEverything(person, recorder);
  await recordLive();
  // Thousands of calls: minutes where others use the machine, too.
}, 300_000);
afterAll(async () => {
  for (const recorder of recorders.values()) await recorder.close();
  await server.close();
});

async function recordEverything(person: LivePerson, recorder: Recorder): Promise<void> {
  const { here, elsewhere } = crowd;
  // Every door is rattled by one of each kind; the rest go through those that tell them apart.
  const curious = ['nurse', 'the patient', 'a patient of another clinic', 'staff without a role', 'nobody at all'].includes(person.name);
  for (const call of curious ? curiousCalls(server.app.routes, [here.suffix, elsewhere.suffix], [here.patient, elsewhere.patient]) : []) await recorder.ask(call);
  for (const { suffix } of [here, elsewhere]) await recorder.ask({ path: `/api/clinics/${suffix}/public` });
  for (const path of ['session', 'sessions', 'sign-in']) await recorder.ask({ path: `/api/identity/${path}?app=${person.app}` });
  await recorder.ask({ path: `/api/views?account=${person.account}` });
  const together = targets.map(({ name }) => ({ name }));
  for (let at = 0; at < together.length; at += 2) await recorder.ask({ method: 'POST', path: `/api/views?account=${person.account}`, body: { seen: '', rows: { max: 32_768, of: together.slice(at, at + 2) } } });
  for (const name of new Set([...targets.map((target) => target.name), `account/${person.account}`])) await recorder.readView(name);
  for (const q of person.kind === 'patient' ? [''] : ['', 'Kx', ...canaries.filter(({ label }) => /^patient\.(name|search|phone)/.test(label)).map(({ text }) => text)]) await recorder.ask({ path: `/api/patients?q=${q}` });
  for (const { text } of person.kind === 'patient' ? [] : canaries.filter(({ label }) => /^(message\.text|thread\.subject|comment\.text)/.test(label))) await recorder.ask({ path: `/api/messages/search?q=${text}` });
  await recorder.ask({ path: '/api/held' });
  await recorder.ask({ path: '/api/disclosures' });
  await recorder.ask({ path: '/api/staff' });
  for (const place of [here, elsewhere]) await recorder.ask({ method: 'POST', path: `/api/patients/${place.desk}/one-time-password`, body: {} });
  for (const place of [here, elsewhere]) {
    for (const type of requestTable.keys()) {
      // Whoever may, does only what leaves the canaries where they are.
      if (mayAsk(person, type, place, place.patient) && !['thread.claim', 'thread.assign', 'thread.read', 'message.seen', 'notice.dismiss'].includes(type)) continue;
      await recorder.request(type, probeOf(type).body({ ...absentAim(), patient: place.patient, thread: place.thread }, place));
    }
  }
}

const liveCanary = (label: string, text: string, readers: Canary['readers']): string => {
  live.push({ label, text, place: crowd.here, readers, isId: false });
  return text;
};

/** Each row goes to a dozen people with everything open, each judged anew: seconds on a busy machine, and no promise of the product. */
const EVERYBODY_MS = 40_000;

/** Everybody has everything open that opens; then the record changes. */
async function recordLive(): Promise<void> {
  const rows = await server.app.database.query<{ name: string; epoch: string }>(sql`select name, epoch from view union all select name, epoch from note`);
  const known = new Map(rows.map(({ name, epoch }) => [name, epoch]));
  for (const recorder of recorders.values()) await recorder.openViews(targets.map(({ name }) => ({ name, epoch: known.get(name) ?? newId() })));
  const { patient, thread } = crowd.here;
  const coordinator = crowd.one('portal_coordinator');
  const hidden = liveCanary('who changed a contact', `Kxcoordinator${newId().replace(/\W/g, '')}`, ['office']);
  await server.app.database.query(sql`update staff set name = ${hidden}, addressable = false from account a where a.staff_id = staff.id and a.id = ${coordinator.account}`);
  const act = async (name: string, type: string, body: object): Promise<void> => {
    expect(await recorders.get(crowd.one(name))?.request(type, { patient, ...body }), `${type} by ${name}`).toContain('"state":"done"');
  };
  await act('a carer with messages', 'message.send', { thread, message: newId(), text: liveCanary('live message', `Kxlive${newId()}`, ['threads']) });
  await act('nurse', 'thread.comment', { thread, comment: newId(), text: liveCanary('live comment', `Kxlive${newId()}`, ['triage']) });
  await act('nurse', 'thread.handover', { thread, text: liveCanary('live handover', `Kxlive${newId()}`, ['handover']) });
  await act('nurse', 'thread.tag', { thread, tag: liveCanary('live tag', `kxlive${newId().toLowerCase().replace(/[\W_]/g, '')}`, ['triage']), on: true });
  await act('portal_coordinator', 'patient.contact', { field: 'email', value: liveCanary('live e-mail', `kxlive${newId().toLowerCase().replace(/[\W_]/g, '')}@example.org`, ['person']) });
  await holdsInTheEnd('nurse', live.filter(({ label }) => !label.startsWith('who')));
  await holdsInTheEnd('the patient', live.slice(-1));
}

async function holdsInTheEnd(name: string, wanted: readonly Canary[]): Promise<void> {
  const recorder = recorders.get(crowd.one(name));
  const lacking = (): string[] => wanted.filter(({ text }) => recorder?.has(text) !== true).map(({ label }) => label);
  await until(() => lacking().length === 0, EVERYBODY_MS).catch(() => { throw new Error(`${name} was never sent ${lacking().join(', ')}; sockets ended: ${recorder?.endings().join('; ') ?? ''}`); });
}

function mayHold(person: LivePerson, { place, readers, alsoFor }: Canary): boolean {
  const about = targets.filter((target) => readers.includes(target.kind) && target.place === place && (target.patient === undefined || target.patient === place.patient));
  return about.some((target) => mayRead(person, target)) || alsoFor?.(person) === true;
}

const all = (): Canary[] => [...canaries, ...live];

describe('canaries', () => {
  test('[V1] [V5] [C91] [D17] what anybody was sent holds no string that is not for them', () => {
    const leaks = [...recorders].flatMap(([person, recorder]) =>
      all().filter((canary) => !mayHold(person, canary) && recorder.has(canary.text)).map(({ label }) => `${person.name} holds ${label}`));
    expect(leaks).toEqual([]);
  });

  test('[V2] and holds every string that is: nothing above passed because nothing was sent', () => {
    const missing = [...recorders].flatMap(([person, recorder]) =>
      all().filter((canary) => mayHold(person, canary) && !recorder.has(canary.text)).map(({ label }) => `${person.name} was never sent ${label}`));
    expect(missing.filter((line) => !line.includes('who changed'))).toEqual([]);
  });

  /** A state, times, codes and hashes: no words of anybody's. Whom a page is for: views/windows.postgres.test.ts. */
  const wordless = ['clinic.hours', 'person.portal', 'threads.pages', 'threads.archive', 'triage.archive', 'record.older', 'record.kept', 'chart.older', 'chart.kept', 'results.older', 'billing.older', 'delivery.older', 'free.place', 'free.days', 'bookings.older', 'week.place', 'week.older', 'live.older'];

  test('[V2] each section of table one has one: a section without is not watched', () => {
    const sections = Object.entries(views).flatMap(([kind, { sections: names }]) => Object.keys(names).map((name) => `${kind}.${name}`));
    const said = (section: string): string => [crowd.one('nurse'), crowd.one('the patient'), crowd.one('portal_coordinator')].map((person) => recorders.get(person)?.sections.get(section) ?? '').join();
    expect(sections.filter((section) => !all().some(({ text }) => said(section).includes(text)))).toEqual(wordless);
  });

  test('[C58] each reading was written down by who read, and none of it says what was read', async () => {
    const rows = await server.app.database.query<{ account_id: string; all: string }>(sql`select account_id, coalesce(detail::text, '') || coalesce(subject, '') as all from audit where action = 'view.open'`);
    for (const [{ account, session, name }] of recorders) expect(rows.some((row) => row.account_id === account), name).toBe(session);
    for (const { text, isId, label } of canaries) if (!isId) expect(rows.some((row) => row.all.includes(text)), label).toBe(false);
  });
});

describe('the log', () => {
  /** As a browser: password, code, key; gives what was secret on the way. */
  async function signIn(start: (ask: (path: string, body: object) => Promise<SignInStep>) => Promise<{ app: string; code: string }>): Promise<string[]> {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const cookies = new Map<string, string>();
    const ask = async (path: string, body: object): Promise<SignInStep> => {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await server.ask({ method: 'POST', path: `/api/identity/${path}`, cookie, body });
      for (const line of answer.headers['set-cookie'] ?? []) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        if (value !== '') cookies.set(name, value);
      }
      return signInStep.parse(JSON.parse(answer.text));
    };
    const { app, code } = await start(ask);
    const step = await ask(app === 'patient' ? 'sign-in/code' : 'sign-in/totp', { app, code });
    if (step.step !== 'device') throw new Error(`At ${step.step}`);
    const { kty, crv, x, y } = publicKey.export({ format: 'jwk' });
    const proof = sign('sha256', Buffer.from(deviceProofText(step.challenge)), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url');
    expect((await ask('sign-in/device', { app, publicKey: { kty, crv, x, y }, proof, name: 'Kxdevice', shared: false })).step).toBe('done');
    return [DEMO_PASSWORD, code, step.challenge, proof, ...cookies.values()];
  }
  interface Outbox { messages: { channel: string; text: string }[]; authenticators: { username: string; code: string }[] }
  const outbox = async (): Promise<Outbox> => JSON.parse((await server.ask({ path: '/dev/outbox', headers: { accept: 'application/json' } })).text) as Outbox;

  test('[D7] [C58] tells no patient\'s words, no name, no address, no password, no code, no token, whatever goes wrong', async () => {
    const { database } = server.app;
    const secrets: string[] = [];
    secrets.push(...await signIn(async (ask) => {
      await ask('sign-in/patient', { clinic: 'riverside', identifier: 'fatma.hassan@example.org', phone: '0711 000 101', password: DEMO_PASSWORD });
      let code: string | undefined;
      await until(async () => { code = (await outbox()).messages.map(({ channel, text }) => (channel === 'sms' ? /\b\d{6}\b/.exec(text)?.[0] : undefined)).find((it) => it !== undefined); return code !== undefined; });
      return { app: 'patient', code: code ?? '' };
    }));
    secrets.push(...await signIn(async (ask) => {
      await ask('sign-in/staff', { username: 'grace', password: DEMO_PASSWORD });
      return { app: 'staff', code: (await outbox()).authenticators.find(({ username }) => username === 'grace')?.code ?? '' };
    }));
    // Things go wrong, with people's words in them.
    const words = `Kxwords${newId()}`;
    const { patient, thread } = crowd.here;
    const [own, nurse] = [recorders.get(crowd.one('the patient')), recorders.get(crowd.one('nurse'))];
    await own?.request('message.send', { patient, thread, message: newId(), text: `${words}\u0000` });
    await database.query(sql`alter table thread_comment rename to thread_comment_away`);
    await nurse?.request('thread.comment', { patient, thread, comment: newId(), text: words });
    await nurse?.request('thread.comment', { patient, thread, comment: newId(), text: `${words} again` });
    await database.query(sql`alter table thread_comment_away rename to thread_comment`);
    await database.transaction(async (tx) => {
      const other = await insertScratchPatient(tx, crowd.here.clinic, 'active');
      await tx.query(sql`update patient set name = ${words}, sex = 'other', phone = ${jsonParam({ value: words, stamp: words })} where id = ${other}`);
      const broken = await insertThread(tx, crowd.here.clinic, other);
      await tx.query(sql`update thread set urgency = ${jsonParam({ value: words })}, subject = ${words} where id = ${broken.thread}`);
      for (const template of ['message.reply', words]) await queueOutgoing(tx, { clinic: crowd.here.clinic, channel: 'email', recipient: `${words}@example.org`, template: template as 'message.reply', params: {}, language: words });
      for (const kind of ['person', 'triage', 'threads']) secrets.push(`${kind}/${other}`);
    });
    for (const view of secrets.splice(-3)) await nurse?.readView(view);
    for (const body of [`{"username":"${words}"`, { username: words, password: words }, { app: 'staff', code: words }, { [words]: words }]) {
      for (const path of ['/api/identity/sign-in/staff', '/api/identity/sign-in/totp', '/api/requests', `/api/${words}`]) await nurse?.ask({ method: 'POST', path, body });
    }
    await nurse?.ask({ path: `/api/patients?q=${words}` });
    await until(() => server.log().includes('A message was not taken'));

    const log = server.log();
    for (const level of ['warn', 'error']) expect(log).toContain(`"level":"${level}"`);
    expect(log).toContain('unreadable');
    expect(log).toContain('request not judged');
    const told = [...all().filter(({ isId }) => !isId), { label: 'words that went wrong', text: words }].filter(({ text }) => log.includes(text)).map(({ label }) => label);
    expect(told).toEqual([]);
    for (const secret of [...secrets, ...crowd.people.map(({ cookie }) => cookie.slice(cookie.indexOf('=') + 1))]) if (secret !== '') expect(new RegExp(`(?<![\\w-])${secret}(?![\\w-])`).test(log), 'a secret of signing in').toBe(false);
  }, 60_000);
});
