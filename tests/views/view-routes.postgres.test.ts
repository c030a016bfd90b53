import { sql } from 'drizzle-orm';
import * as Y from 'yjs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../schema/ids.ts';
import { compareQueueItems, queueItem } from '../../schema/messages.ts';
import { viewList, viewPage, type Position } from '../../schema/sync.ts';
import { endSessions } from '../../sync-server/identity/end-sessions.ts';
import { jsonParam, type Database } from '../../sync-server/record/database.ts';
import { viewsFor, URGENT_ITEMS } from '../../sync-server/views/list.ts';
import { readActor } from '../../sync-server/identity/actor.ts';
import { initialRegister } from '../../schema/merge.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { openRecord, readWhole, sectionOf, textsOf } from './open-record.ts';
import { startServer, type RunningServer } from './running-server.ts';
import { at, first, insertPatient, insertThread, say, seedRecord, target, threadsOf, type Person, type SmallRecord } from './small-record.ts';

let database: Database;
let record: SmallRecord;
let server: RunningServer;


function ask(person: Person | null, path = '', query: Record<string, string> = {}): Promise<Response> {
  const asked = new URLSearchParams({ ...(person ? { account: person.account } : {}), ...query });
  return fetch(`${server.url}/api/views${path}?${asked}`, { headers: person ? { cookie: person.cookie } : {} });
}
const page = async (person: Person, view: string, since?: Position, query: Record<string, string> = {}) =>
  viewPage.parse(await (await ask(person, `/${view}`, { ...(since ? { ...since, seq: String(since.seq) } : {}), ...query })).json());
const list = async (person: Person) => viewList.parse(await (await ask(person)).json()).views.map((view) => view.name);
const openings = async (person: Person, view: string) => (await database.query<{ by: string }>(sql`
  select detail->>'by' as by from audit where action = 'view.open' and account_id = ${person.account} and subject = ${view} order by id`)).map((row) => row.by);

describeEachDatabase('Views by HTTP', (createTarget) => {
  beforeAll(async () => {
    database = await openRecord(await createTarget());
    record = await seedRecord(database, 4);
    server = await startServer(database, { timers: false });
  });
  afterAll(async () => {
    await server.close();
    await database.close();
  });

  it('[V8] come in pages of at most 32 KB of rows, from any row on, and end with what the view is', async () => {
    for (let i = 0; i < 30; i += 1) await database.transaction((tx) => say(tx, target(record), 'ü'.repeat(2000)));
    const doc = new Y.Doc();
    let since: Position | undefined;
    const lefts: number[] = [];
    for (let pages = 0; pages < 40; pages += 1) {
      const got = await page(first(record), threadsOf(record), since);
      expect(got.reset).toBe(since === undefined);
      const bytes = got.rows.map((row) => Buffer.from(row.update, 'base64'));
      expect(bytes.reduce((sum, row) => sum + row.byteLength, 0)).toBeLessThanOrEqual(32 * 1024);
      expect(got.rows.length).toBeGreaterThan(0);
      for (const update of bytes) Y.applyUpdate(doc, update);
      const last = at(got.rows, -1);
      since = { epoch: got.epoch, seq: last.seq, head: last.head };
      lefts.push(got.bytesLeft);
      if (!got.more) break;
    }
    expect(lefts.length).toBeGreaterThan(3);
    expect(lefts).toEqual(lefts.toSorted((a, b) => b - a));
    expect(lefts.at(-1)).toBe(0);
    const whole = await readWhole(server.projector, threadsOf(record));
    expect(sectionOf(doc, 'messages')).toEqual(sectionOf(whole.doc, 'messages'));
    expect(await page(first(record), threadsOf(record), since)).toMatchObject({ rows: [], more: false, reset: false, bytesLeft: 0 });
  });

  it('[V8] a row larger than a page still comes, alone', async () => {
    const view = threadsOf(record, 3);
    await server.projector.ensure(view);
    const doc = new Y.Doc();
    doc.getMap('messages').set('big', 'x'.repeat(50_000));
    await database.query(sql`update view_log set update = ${Y.encodeStateAsUpdate(doc)} where view = ${view} and seq = 1`);
    expect((await page(at(record.patients, 3), view)).rows).toHaveLength(1);
    await server.projector.rebuild(view);
  });

  it('[V4] a position that is not this history’s gets the rows from the beginning, with `reset`', async () => {
    const now = await server.projector.ensure(threadsOf(record));
    expect(await page(first(record), threadsOf(record), { ...now, head: 'b'.repeat(64) })).toMatchObject({ reset: true });
    expect(await page(first(record), threadsOf(record), { ...now, epoch: newId() })).toMatchObject({ reset: true });
    expect(at((await page(first(record), threadsOf(record), { ...now, seq: 99_999 })).rows, 0).seq).toBe(1);
  });

  it('[V8] answers compressed, and keeps data out of every cache', async () => {
    const answer = await ask(first(record), `/${threadsOf(record)}`);
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('[V5] absent, foreign, staff-only, misnamed: one answer, byte for byte, and no audit row', async () => {
    const before = await database.query(sql`select 1 from audit`);
    const names = [threadsOf(record, 1), `threads/${newId()}`, `threads/${record.elsewhere.patient}`, `triage/${first(record).id}`, `account/${record.nurse.account}`,
      `office/${record.clinic}`, `clinic/${record.elsewhere.clinic}`, 'nonsense', '__proto__/x', 'threads/..%2F', 'threads/%E0', `threads/${first(record).id}/more`];
    const answers = await Promise.all(names.map(async (name) => {
      const answer = await ask(first(record), `/${name}`);
      return `${answer.status} ${answer.headers.get('content-type')} ${await answer.text()}`;
    }));
    expect(new Set(answers)).toEqual(new Set(['404 application/json {"code":"view.unknown","message":"There is no such view, or it is not yours."}']));
    expect(await database.query(sql`select 1 from audit`)).toHaveLength(before.length);
    expect(await database.query(sql`select 1 from view where name = ${`threads/${record.elsewhere.patient}`}`)).toEqual([]);
  });

  it('[V5] absent and foreign take the same time', async () => {
    const names = [`threads/${newId()}`, `threads/${record.elsewhere.patient}`];
    const took: [number[], number[]] = [[], []];
    // In turns, so that what else this machine does weighs on both.
    for (let i = 0; i < 60; i += 1) {
      for (const [which, name] of names.entries()) {
        const began = performance.now();
        await (await ask(first(record), `/${name}`)).text();
        took[which]?.push(performance.now() - began);
      }
    }
    const [absent, foreign] = took.map((times) => at(times.toSorted((a, b) => a - b), 20)) as [number, number];
    expect(Math.abs(absent - foreign)).toBeLessThan(Math.max(absent, foreign) / 2);
  });

  it('[V5] asks for a session, and for the one of the account that is meant', async () => {
    expect((await ask(null)).status).toBe(401);
    expect((await ask(null, `/${threadsOf(record)}`)).status).toBe(401);
    const other = await fetch(`${server.url}/api/views?account=${record.nurse.account}`, { headers: { cookie: first(record).cookie } });
    expect(other.status).toBe(401);
    const both = `${first(record).cookie}; ${record.nurse.cookie}`;
    const named = async (account: string) => viewList.parse(await (await fetch(`${server.url}/api/views?account=${account}`, { headers: { cookie: both } })).json());
    expect((await named(record.nurse.account)).views.map((view) => view.name)).toContain(`account/${record.nurse.account}`);
    expect((await named(first(record).account)).views.map((view) => view.name)).toContain(`account/${first(record).account}`);
    const leaving = await seedRecord(database, 1);
    expect((await ask(first(leaving))).status).toBe(200);
    await database.transaction((tx) => endSessions(tx, first(leaving).account, 'signedOut'));
    expect((await ask(first(leaving))).status).toBe(401);
  });

  it('[V5] every opening writes an audit row: from nothing, after a reset, on a screen; a continued page none', async () => {
    const person = at(record.patients, 2);
    const view = threadsOf(record, 2);
    const got = await page(person, view);
    const last = at(got.rows, -1);
    const since = { epoch: got.epoch, seq: last.seq, head: last.head };
    expect(await openings(person, view)).toEqual(['device']);
    await page(person, view, since);
    expect(await openings(person, view)).toEqual(['device']);
    await page(person, view, since, { screen: '1' });
    await page(person, view, { ...since, head: 'c'.repeat(64) });
    await page(person, view);
    expect(await openings(person, view)).toEqual(['device', 'screen', 'device', 'device']);
  });

  // What a device should hold.

  it('[V8] patients: their own account, their clinic, and each person they reach by what the grant says', async () => {
    const [one, other] = [at(record.patients, 0), at(record.patients, 1)];
    const own = [`account/${one.account}`, `clinic/${record.clinic}`, `person/${one.id}`, `threads/${one.id}`];
    const [ownRecord, ownBills] = [[`results/${one.id}`, `record/${one.id}`], `billing/${one.id}`];
    expect(await list(one)).toEqual([...own, ...ownRecord, ownBills]);
    const grant = async (scopes: string) => database.query(sql`
      insert into proxy_grant (id, clinic_id, patient_id, account_id, relation, scopes, colour)
      values ('g', ${record.clinic}, ${other.id}, ${one.account}, 'mother', ${scopes}::text[], 1) on conflict (id) do update set scopes = excluded.scopes`);
    await grant('{billing}');
    // Two of a kind stand in no order that is known.
    expect([...await list(one)].sort()).toEqual([...own, `person/${other.id}`, ...ownRecord, ownBills, `billing/${other.id}`].sort());
    await grant('{messages}');
    expect(await list(one)).toEqual([...own, `person/${other.id}`, `threads/${other.id}`, ...ownRecord, ownBills]);
    await grant('{record}');
    expect(await list(one)).toEqual([...own, `person/${other.id}`, ...ownRecord, `results/${other.id}`, `record/${other.id}`, ownBills]);
    await database.query(sql`update proxy_grant set revoked_at = now() where id = 'g'`);
    expect(await list(one)).toEqual([...own, ...ownRecord, ownBills]);
  });

  it('[V8] staff: what is assigned to them, the most urgent open work, what they last had on a screen; nobody of another clinic', async () => {
    const here = await seedRecord(database, 0);
    const made: string[] = [];
    await database.transaction(async (tx) => {
      for (let i = 0; i < URGENT_ITEMS + 30; i += 1) {
        const patient = await insertPatient(tx, here.clinic, `Somebody ${i}`);
        const thread = await insertThread(tx, here.clinic, patient);
        const urgency = (['routine', 'urgent', 'today'] as const)[i % 3];
        await tx.query(sql`update thread set urgency = ${jsonParam(initialRegister(urgency))},
          waiting_since = case when ${i}::int % 5 = 0 then null else to_timestamp(1700000000 + (${i}::int * 7919) % 1000) end, last_at = to_timestamp(1700000000 + ${i}::int) where id = ${thread}`);
        made.push(patient);
      }
    });
    const queue = `queue/${here.clinic}/messages`;
    await server.projector.ensure(queue);
    const items = Object.values(sectionOf((await readWhole(server.projector, queue)).doc, 'items')).map((item) => queueItem.parse(item));
    const urgent = items.toSorted(compareQueueItems).map((item) => item.p);
    const actor = await readActor(database, here.nurse.account);
    if (!actor) throw new Error('No nurse');
    const held = await viewsFor(database, actor);
    const persons = held.filter((name) => name.startsWith('person/')).map((name) => name.slice('person/'.length));
    expect(held.slice(0, 4)).toEqual([`account/${here.nurse.account}`, `clinic/${here.clinic}`, `office/${here.clinic}`, queue]);
    expect(persons).toEqual(urgent.slice(0, URGENT_ITEMS));
    expect(held.filter((name) => name.startsWith('triage/'))).toHaveLength(URGENT_ITEMS);
    // A record of each, after all that is work; what patients do not see only of those they are close to.
    expect(held.filter((name) => name.startsWith('record/')).map((name) => name.slice('record/'.length))).toEqual(persons);
    expect(held.findIndex((name) => name.startsWith('record/'))).toBeGreaterThan(held.findLastIndex((name) => name.startsWith('triage/')));
    expect(held.filter((name) => name.startsWith('chart/'))).toEqual([]);

    const beyond = urgent.slice(URGENT_ITEMS);
    const [assigned, opened, prefetched, closed] = [at(beyond, 0), at(beyond, 1), at(beyond, 2), at(beyond, 3)];
    await database.query(sql`update thread set assignee_id = ${here.nurse.staff} where patient_id in (${assigned}, ${closed})`);
    await database.query(sql`update thread set state = 'closed' where patient_id = ${closed}`);
    await page(here.nurse, `threads/${opened}`, undefined, { screen: '1' });
    await page(here.nurse, `threads/${prefetched}`);
    const after = await viewsFor(database, actor);
    expect(after.filter((name) => name.startsWith('chart/'))).toEqual([`chart/${assigned}`, `chart/${opened}`]);
    const now = after.filter((name) => name.startsWith('person/')).map((name) => name.slice('person/'.length));
    expect(now[0]).toBe(assigned);
    expect(now.at(-1)).toBe(opened);
    expect(now).not.toContain(prefetched);
    expect(now).not.toContain(closed);
    expect(now).not.toContain(record.elsewhere.patient);
    expect(made).toEqual(expect.arrayContaining(now));
  });

  it('[V8] lists views that are not built yet, and each with where it stands', async () => {
    const here = await seedRecord(database, 1);
    const got = viewList.parse(await (await ask(first(here))).json());
    expect(got.views.every((view) => view.epoch.length === 22)).toBe(true);
    await server.projector.drain();
    const later = viewList.parse(await (await ask(first(here))).json());
    expect(later.views.find((view) => view.name === threadsOf(here))).toMatchObject({ seq: 1 });
    expect(later.views.map((view) => view.epoch)).toEqual(got.views.map((view) => view.epoch));
    expect(textsOf((await readWhole(server.projector, threadsOf(here))).doc)).toEqual(['first words']);
  });
});
