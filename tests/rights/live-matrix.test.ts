import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../schema/ids.ts';
import { requestTable } from '../../schema/requests.ts';
import { deliverAnswer, SCHEMA_VERSION, viewList, viewPage, ZERO_HEAD, type RequestAnswer, type SignedRequest } from '../../schema/sync.ts';
import { readFrame } from '../../client/shared/sync/views/read-frame.ts';
import { frame, RawSocket } from '../views/raw-socket.ts';
import { insertCrowd, type Crowd, type LivePerson, type Place } from '../support/rights-people.ts';
import { startRightsServer, type Answer, type RightsServer } from '../support/rights-server.ts';
import { mayAsk, mayRead, viewTargets, type ViewTarget } from './live-rights.ts';
import { absentAim, fingerprint, insertCanned, insertHeld, insertNotice, makeAim, probeOf, type Aim } from './request-probes.ts';

/** The matrix of matrix.test.ts asked of the running server, by people with accounts, keys and sessions. */

let server: RightsServer;
let crowd: Crowd;
let targets: ViewTarget[];
beforeAll(async () => {
  server = await startRightsServer();
  crowd = await insertCrowd(server.app.database);
  targets = viewTargets(crowd);
}, 60_000);
afterAll(() => server.close());

const get = (path: string, person: Pick<LivePerson, 'cookie'>): Promise<Answer> => server.ask({ path, cookie: person.cookie });

describe('views over HTTP', () => {
  test('[V5] [C3] everybody opens every view: theirs come whole, all others are the same 404, nobody else gets further than 401', { timeout: 60_000 }, async () => {
    const wrong: string[] = [];
    const refusals = new Set<string>();
    for (const person of crowd.people) {
      // Who has no session is asked about one view of each kind: no name is looked at before that.
      for (const target of person.session ? targets : targets.filter(({ kind }, i) => targets[i - 1]?.kind !== kind)) {
        const answer = await get(`/api/views/${target.name}`, person);
        const expected = !person.session ? 401 : mayRead(person, target) ? 200 : 404;
        if (answer.status !== expected) wrong.push(`${person.name} – ${target.name}: ${answer.status}, not ${expected}`);
        else if (answer.status === 200) expect(viewPage.parse(JSON.parse(answer.text)).rows.length, target.name).toBeGreaterThan(0);
        else refusals.add(answer.text);
      }
    }
    expect(wrong).toEqual([]);
    expect([...refusals].map((text) => String((JSON.parse(text) as { code: unknown }).code)).sort()).toEqual(['session.none', 'view.unknown']);
  });

  test('[V5] [V8] asked for together, each view is judged for itself: theirs come, all others are one refusal', async () => {
    const wrong: string[] = [];
    for (const person of crowd.people) {
      let left = targets;
      for (let rounds = 0; left.length > 0 && rounds < targets.length; rounds += 1) {
        const asked = left.slice(0, 64);
        const answer = await server.ask({
          method: 'POST', path: `/api/views?account=${person.account}`, cookie: person.cookie,
          body: { rows: { max: 32_768, of: asked.map(({ name }) => ({ name })) } },
        });
        if (!person.session) {
          expect([person.name, answer.status]).toEqual([person.name, 401]);
          break;
        }
        const got = readFrame(new Uint8Array(answer.bytes).buffer);
        if (!got) throw new Error(`${person.name} got no answer in our shape`);
        const answered = new Map<number, string>([
          ...got.pages.map(({ of, updates }) => [of, updates.length > 0 ? 'came' : 'empty'] as const), ...got.words.refused.map(({ of, why }) => [of, why] as const),
        ]);
        for (const [at, target] of asked.entries()) {
          const what = answered.get(at);
          if (what !== undefined && what !== (mayRead(person, target) ? 'came' : 'unknown')) wrong.push(`${person.name} – ${target.name}: ${what}`);
        }
        expect(answered.size).toBeGreaterThan(0);
        left = left.filter((_, at) => !answered.has(at));
      }
      if (person.session) expect(left).toEqual([]);
    }
    expect(wrong).toEqual([]);
  });

  test('[V1] [V5] a name that is no view, however it is written, is that 404 as well', async () => {
    const { patient } = crowd.here;
    const known = (await get(`/api/views/person/${newId()}`, crowd.one('nurse'))).text;
    for (const name of ['', 'person', 'person/', `person/${patient}/x`, `person//${patient}`, `PERSON/${patient}`, '__proto__/x', `${patient}`, '%', '%ff',
      `person/${patient}@${newId()}`, `person/${patient}%20`, `queue/${crowd.here.clinic}`, `queue/${crowd.here.clinic}/messages/x`, `threads/${'x'.repeat(3000)}`,
      `handover/${crowd.here.thread}`, `handover/${crowd.here.thread}/0`, `handover/${crowd.here.thread}/01`, `handover/${crowd.here.thread}/1/x`]) {
      for (const person of [crowd.one('the patient'), crowd.one('nurse')]) {
        const answer = await get(`/api/views/${name}`, person);
        expect([name, answer.status, answer.text]).toEqual([name, 404, known]);
      }
    }
    expect((await get(`/api/views/person%2F${patient}%00`, crowd.one('nurse'))).status).toBe(400);
  });

  test('[V8] [V5] the list names nothing its reader may not read; another\'s account in the query is no session', async () => {
    const byName = new Map(targets.map((target) => [target.name, target]));
    for (const person of crowd.people.filter(({ session }) => session)) {
      const { views } = viewList.parse(JSON.parse((await get(`/api/views?account=${person.account}`, person)).text));
      const names = views.map(({ name }) => name);
      expect(names).toContain(`account/${person.account}`);
      for (const name of names) {
        const target = byName.get(name);
        if (target) expect(mayRead(person, target), `${person.name} is told of ${name}`).toBe(true);
        expect((await get(`/api/views/${name}`, person)).status, `${person.name} is told of ${name}`).toBe(200);
      }
      const other = crowd.people.find(({ account }) => account !== person.account);
      for (const path of ['/api/views', `/api/views/account/${person.account}`]) {
        expect((await get(`${path}?account=${other?.account ?? ''}`, person)).status).toBe(401);
      }
    }
  });
});

describe('views on the socket', () => {
  /** Where the record's history of that view really is: what stands in the way is the right alone. */
  async function epochs(): Promise<Map<string, string>> {
    const rows = await server.app.database.query<{ name: string; epoch: string }>(sql`select name, epoch from view union all select name, epoch from note`);
    return new Map(rows.map(({ name, epoch }) => [name, epoch]));
  }

  test('[V5] [V1] everybody opens every view: theirs open, all others close with 4403 and without a byte of it', { timeout: 60_000 }, async () => {
    const known = await epochs();
    const wrong: string[] = [];
    for (const person of crowd.people) {
      const socket = await new RawSocket(server.url, { account: person.account, staff: null, app: person.app, cookie: person.cookie, session: '' }).opened();
      if (!person.session) {
        if (socket.answeredUpgrade !== 401) wrong.push(`${person.name} opened a socket: ${socket.answeredUpgrade}`);
        continue;
      }
      for (const target of targets) {
        const at = { epoch: known.get(target.name) ?? newId(), seq: 0, head: ZERO_HEAD };
        const reason = await socket.openView(target.name, at);
        const expected = mayRead(person, target) ? null : '4403';
        if (reason !== expected) wrong.push(`${person.name} – ${target.name}: ${reason ?? 'opened'}`);
        const heard = socket.received.filter((bytes) => Buffer.from(bytes).includes(target.name)).length;
        if (expected !== null && heard !== 1) wrong.push(`${person.name} – ${target.name}: heard ${heard} frames`);
        socket.endings.length = 0;
        if (reason === null) socket.send(frame(`${target.name}@${at.epoch}`, [7]));
      }
      await socket.end();
    }
    expect(wrong).toEqual([]);
  });
});

describe('requests', () => {
  interface Cell { readonly person: LivePerson; readonly type: string; readonly what: string; readonly expected: boolean; readonly signed: SignedRequest & { id: string } }

  async function deliver(person: LivePerson, requests: readonly SignedRequest[]): Promise<RequestAnswer[]> {
    const answers: RequestAnswer[] = [];
    for (let from = 0; from < requests.length; from += 50) {
      const answer = await server.ask({
        method: 'POST', path: '/api/requests', cookie: person.cookie,
        body: { schemaVersion: SCHEMA_VERSION, sentAt: Date.now(), requests: requests.slice(from, from + 50).map(({ bytes, signature }) => ({ bytes, signature })) },
      });
      expect(answer.status).toBe(200);
      answers.push(...deliverAnswer.parse(JSON.parse(answer.text)).answers);
    }
    return answers;
  }

  /** At home, at the other clinic, at nobody, and at a patient of one's own with a thread of somebody else's, or of nobody. */
  function aimsFor(person: LivePerson, notices: ReadonlyMap<Place, string>, held: ReadonlyMap<Place, string>, canned: ReadonlyMap<Place, string>): [string, Place | null, Aim][] {
    const { here, elsewhere } = crowd;
    const of = (place: Place): Aim => ({ patient: place.patient, thread: place.thread, notice: notices.get(place) ?? '', held: held.get(place) ?? '', canned: canned.get(place) ?? '', reply: newId(), clinic: place.clinic, colleague: place.nurse, away: newId(), result: newId(), location: place.location, holiday: newId(), range: newId(), booking: newId(), appointment: newId(), consult: newId(), startsAt: 1 });
    const foreign = person.place === here ? elsewhere : here;
    return [
      ['here', here, of(here)], ['elsewhere', elsewhere, of(elsewhere)], ['absent', null, absentAim()],
      ['another\'s thread', null, { ...of(person.place), thread: foreign.thread, notice: newId() }], ['no thread', null, { ...of(person.place), thread: newId(), notice: newId() }],
    ];
  }

  // Thousands of calls: what is slow is a busy machine, and no promise of the product.
  test('[R8] [R3] [C3] everybody asks for everything: done as declared; what is not is declined, alike for foreign and absent, and leaves no trace', async () => {
    const { here, elsewhere } = crowd;
    const { database } = server.app;
    const notices = new Map(await database.transaction(async (tx) => [
      [here, await insertNotice(tx, crowd.one('the patient').account)] as const, [elsewhere, await insertNotice(tx, crowd.one('nurse of another clinic').account)] as const,
    ]));
    const held = new Map(await database.transaction(async (tx) => [
      [here, await insertHeld(tx, crowd.one('nurse').account, here)] as const, [elsewhere, await insertHeld(tx, crowd.one('nurse of another clinic').account, elsewhere)] as const,
    ]));
    // Somebody else's own, which only looks like the clinic's from afar.
    const canned = new Map(await database.transaction(async (tx) => [
      [here, await insertCanned(tx, here.clinic, crowd.one('the patient').account)] as const, [elsewhere, await insertCanned(tx, elsewhere.clinic, crowd.one('nurse of another clinic').account)] as const,
    ]));
    const cells: Cell[] = [];
    await database.transaction(async (tx) => {
      for (const person of crowd.people) {
        for (const type of requestTable.keys()) {
          for (const [what, place, aim] of aimsFor(person, notices, held, canned)) {
            // What names nothing that is there can only be asked at home.
            if (probeOf(type).on === 'nothing' && place !== person.place) continue;
            // A thread of somebody else's is of interest to who might get that far; who may ask for nothing, anywhere.
            if (place === null && what !== 'absent' && (!probeOf(type).on.endsWith('thread') || !mayAsk(person, type, person.place, person.place.patient))) continue;
            if (what !== 'here' && (!person.session || person.signs === 'held')) continue;
            const may = place !== null && mayAsk(person, type, place, place.patient);
            // One's own notice is at hand only where it was made for them.
            const expected = may && (type !== 'notice.dismiss' || place === person.place);
            const real = expected && place ? await makeAim(tx, type, person, place) : aim;
            const signed = person.device?.request(type, probeOf(type).body(real, person.place));
            if (signed) cells.push({ person, type, what, expected, signed });
          }
        }
      }
    });
    const shared = () => fingerprint(database, [here.patient, elsewhere.patient], [...notices.values()]);
    const refusedCells = cells.filter(({ expected }) => !expected);
    const before = await shared();
    const answers = new Map<string, RequestAnswer>();
    for (const part of [refusedCells, cells.filter(({ expected }) => expected)]) {
      for (const person of crowd.people) {
        const mine = part.filter((cell) => cell.person === person).map(({ signed }) => signed);
        if (mine.length > 0) for (const answer of await deliver(person, mine)) answers.set(answer.id ?? '', answer);
      }
      if (part === refusedCells) expect(await shared()).toEqual(before);
    }

    const wrong: string[] = [];
    const said = new Map<string, Set<string>>();
    for (const { person, type, what, expected, signed } of cells) {
      const answer = answers.get(signed.id);
      const wanted = expected ? 'done' : person.signs === 'held' ? 'held' : 'declined';
      const code = answer?.outcome?.refusal?.code ?? '';
      // All who may change the one form of their clinic: the first of them is done, and the others hear whose stands.
      const overtaken = expected && type === 'clinic.settings' && answer?.state === 'superseded';
      if (answer?.state !== wanted && !overtaken) wrong.push(`${person.name} – ${type} ${what}: ${answer?.state ?? 'no answer'} ${code}, not ${wanted}`);
      if (!person.session) expect(Object.keys(answer ?? {}).sort(), `${person.name} hears more than a state`).toEqual(['id', 'state']);
      for (const view of Object.keys(answer?.positions ?? {})) {
        const target = targets.find(({ name }) => name === view);
        if (target && !mayRead(person, target)) wrong.push(`${person.name} – ${type}: told where ${view} stands`);
      }
      // Whoever lacks the right hears the same wherever they aim; whoever has it, the same for foreign and absent.
      if (expected || !person.session) continue;
      const key = `${person.name} – ${type}, ${what.endsWith('thread') ? 'of a patient at home' : 'of another patient'}`;
      said.set(key, (said.get(key) ?? new Set()).add(JSON.stringify(answer?.outcome?.refusal)));
    }
    expect(wrong).toEqual([]);
    expect([...said].filter(([, answered]) => answered.size > 1).map(([key, answered]) => `${key}: ${[...answered].join(' or ')}`)).toEqual([]);
    expect(cells.filter(({ expected }) => expected).length).toBeGreaterThan(80);
  }, 120_000);

  test('[R11] the signature decides, whoever carries it: another\'s session, another clinic\'s, none', async () => {
    const nurse = crowd.one('nurse');
    const aim = await server.app.database.transaction((tx) => makeAim(tx, 'thread.urgency', nurse, nurse.place));
    for (const carrier of ['administrator', 'a patient of another clinic', 'nobody at all', 'a nurse whose account is blocked'].map((name) => crowd.one(name))) {
      const mine = nurse.device?.request('thread.urgency', probeOf('thread.urgency').body(aim, nurse.place));
      const not = nurse.device?.request('patient.block', { patient: nurse.place.patient, reason: 'x' });
      if (!mine || !not) throw new Error('The nurse has a key');
      expect(await deliver(carrier, [mine, not])).toEqual([{ id: mine.id, state: 'done' }, { id: not.id, state: 'declined' }]);
    }
  });
});
