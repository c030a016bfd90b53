import { sql, type SQL } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../schema/ids.ts';
import { deliverAnswer, SCHEMA_VERSION, viewPage, ZERO_HEAD, type RequestAnswer, type SignedRequest } from '../../schema/sync.ts';
import { viewName } from '../../schema/view-names.ts';
import { readActor } from '../../sync-server/identity/actor.ts';
import { grantChanged } from '../../sync-server/identity/grants.ts';
import type { Tx } from '../../sync-server/record/database.ts';
import { insertPatientMember, insertProxy, insertSmallClinic, insertStaff, nth, type Member, type SmallClinic } from '../support/clinic-rows.ts';
import { createPostgresTarget, describeEachDatabase, type DatabaseTarget } from '../support/databases.ts';
import { startHintlessPostgres, type HintlessPostgres } from '../support/rights-lost-hints.ts';
import { startRightsServer, type RightsServer } from '../support/rights-server.ts';
import { until } from '../support/until.ts';
import { RawSocket } from '../views/raw-socket.ts';
import { startServer } from '../views/running-server.ts';

/** Five times what RELIABILITY promises for open sockets: 2 s, and 30 s when hints are lost. */
const GONE_MS = 10_000;
const GONE_WITHOUT_HINTS_MS = 150_000;

const environment = (target: DatabaseTarget): Record<string, string> => (target.kind === 'postgres' ? { DATABASE_URL: target.url } : {});

async function deliver(server: RightsServer, requests: readonly SignedRequest[], cookie: string): Promise<RequestAnswer[]> {
  const body = { schemaVersion: SCHEMA_VERSION, sentAt: Date.now(), requests: requests.map(({ bytes, signature }) => ({ bytes, signature })) };
  const answer = await server.ask({ method: 'POST', path: '/api/requests', cookie, body });
  if (answer.status !== 200) throw new Error(`${answer.status} ${answer.text}`);
  return deliverAnswer.parse(JSON.parse(answer.text)).answers;
}

/** A device's open socket on one view. */
async function watch(server: RightsServer, member: Member, name: string): Promise<RawSocket> {
  const socket = await new RawSocket(server.url, { account: member.account, staff: member.staff, app: member.staff ? 'staff' : 'patient', cookie: member.cookie, session: '' }).opened();
  const first = viewPage.parse(JSON.parse((await server.ask({ path: `/api/views/${name}`, cookie: member.cookie })).text));
  expect(await socket.openView(name, { epoch: first.epoch, seq: 0, head: ZERO_HEAD })).toBeNull();
  return socket;
}
const hears = (socket: RawSocket, text: string): boolean => socket.received.some((bytes) => Buffer.from(bytes).includes(text));

describeEachDatabase('what is queued when a right ends', (createTarget) => {
  let server: RightsServer;
  let clinic: SmallClinic;
  let coordinator: Member;
  let thread: { patient: string; thread: string };
  beforeAll(async () => { server = await startRightsServer(environment(await createTarget())); });
  afterAll(() => server.close());
  beforeEach(async () => {
    const { database } = server.app;
    clinic = await insertSmallClinic(database);
    coordinator = await insertStaff(database, clinic.id, 'Tomás', ['portal_coordinator']);
    thread = nth(clinic.threads, 0);
  });
  afterEach(() => server.app.database.query(sql`drop table if exists ended cascade`));

  /**
   * Counts, in the very transaction that ends the right and after it has the row's lock, what was committed before it.
   * Whatever comes to be beyond that number was done without the right.
   */
  async function countAtEnd(table: 'account' | 'device' | 'proxy_grant', column: string, condition: string): Promise<() => Promise<number>> {
    const { database } = server.app;
    await database.query(sql.raw(`
      create table ended (messages bigint);
      create or replace function note_end() returns trigger language plpgsql as $$
        begin insert into ended select count(*) from message where thread_id = '${thread.thread}'; return new; end $$;
      create or replace trigger note_end after update of ${column} on ${table} for each row when (${condition}) execute function note_end()`));
    return async () => {
      const [row] = await database.query<{ messages: number; times: number }>(sql`select min(messages) as messages, count(*) as times from ended`);
      await database.query(sql.raw(`drop trigger note_end on ${table}`));
      expect(row?.times).toBe(1);
      return row?.messages ?? -1;
    };
  }

  const messages = async (): Promise<number> => (await server.app.database.query(sql`select id from message where thread_id = ${thread.thread}`)).length;

  /** A hundred words on their way: ten have been answered, the right ends between the others. */
  async function endWhileQueued(author: Member, end: () => Promise<unknown>): Promise<RequestAnswer[]> {
    const queued = Array.from({ length: 100 }, (_, i) => author.device.request('message.send', { ...thread, message: newId(), text: `Queued ${i}` }));
    const send = (from: number, deliveries: number): Promise<RequestAnswer[]>[] =>
      Array.from({ length: deliveries }, (_, i) => deliver(server, queued.slice((from + i) * 10, (from + i + 1) * 10), author.cookie));
    const first = await Promise.all(send(0, 1));
    const before = send(1, 4);
    const ending = end();
    const after = send(5, 5);
    await ending;
    return [...first, ...await Promise.all([...before, ...after])].flat();
  }

  function expectEnded(answers: readonly RequestAnswer[], after: 'held' | 'declined', committed: number): void {
    const states = answers.map(({ state }) => state);
    expect(states).toHaveLength(100);
    const done = states.filter((state) => state === 'done').length;
    expect(new Set(states)).toEqual(new Set(['done', after]));
    // The first message of the thread was there before.
    expect(done).toBe(committed - 1);
    expect(done).toBeGreaterThan(0);
  }

  it('[V5] [R10] a blocked account: nothing is committed after the block, all of it is held, the session is over', async () => {
    const committed = await countAtEnd('account', 'state', "new.state = 'blocked'");
    const socket = await watch(server, clinic.writer, viewName.threads(thread.patient));
    const block = coordinator.device.request('patient.block', { patient: thread.patient, reason: 'Phone was stolen' });
    const answers = await endWhileQueued(clinic.writer, async () => expect((await deliver(server, [block], coordinator.cookie))[0]?.state).toBe('done'));
    expectEnded(answers, 'held', await committed());
    expect(await messages()).toBe(answers.filter(({ state }) => state === 'done').length + 1);
    await until(() => socket.closed !== null, GONE_MS);
    expect(socket.closed?.code).toBe(4401);
    expect((await server.ask({ path: '/api/views', cookie: clinic.writer.cookie })).status).toBe(401);
    // Kept for an administrator, words and all, and shown to nobody.
    const held = await server.app.database.query<{ bytes: string }>(sql`select bytes from request where account_id = ${clinic.writer.account} and outcome ->> 'state' = 'held'`);
    expect(held.length).toBe(answers.filter(({ state }) => state === 'held').length);
    expect(held.every(({ bytes }) => bytes.includes('Queued '))).toBe(true);
  });

  it('[V5] [R3] an ended grant: nothing is committed after it, the rest is declined, and the view closes before any later row', async () => {
    const carer = await insertPatientMember(server.app.database, clinic.id, 'Halima');
    await insertProxy(server.app.database, clinic.id, carer.account, thread.patient);
    const committed = await countAtEnd('proxy_grant', 'revoked_at', 'new.revoked_at is not null');
    const name = viewName.threads(thread.patient);
    const [theirs, own] = [await watch(server, carer, name), await watch(server, clinic.writer, name)];
    const answers = await endWhileQueued(carer, () => server.app.database.transaction(async (tx) => {
      await tx.query(endGrants(carer.account));
      await grantChanged(tx, carer.account);
    }));
    expectEnded(answers, 'declined', await committed());
    await expectJudgedFirst(server, [theirs], own, async (text) => {
      await deliver(server, [clinic.writer.device.request('message.send', { ...thread, message: newId(), text })], clinic.writer.cookie);
    }, name, GONE_MS);
    // The account itself goes on.
    expect(theirs.closed).toBeNull();
    expect((await server.ask({ path: `/api/views/${name}`, cookie: carer.cookie })).status).toBe(404);
    expect((await server.ask({ path: `/api/views/${viewName.account(carer.account)}`, cookie: carer.cookie })).status).toBe(200);
  });

  it('[R10] [R11] a revoked device: nothing is committed after it, what comes is held, its session reads nothing more', async () => {
    const committed = await countAtEnd('device', 'revoked_at', 'new.revoked_at is not null');
    const { writer } = clinic;
    const answers = await endWhileQueued(writer, () => server.app.database.query(sql`update device set revoked_at = now() where id = ${writer.device.id}`));
    expectEnded(answers, 'held', await committed());
    expect((await server.ask({ path: `/api/views/${viewName.threads(thread.patient)}`, cookie: writer.cookie })).status).toBe(401);
  });
});

/** V5: the change is a row; nobody whose right ended hears a later one, whoever still may hears both, in order. */
async function expectJudgedFirst(
  server: RightsServer, ended: readonly RawSocket[], still: RawSocket, say: (text: string) => Promise<void>, name: string, withinMs: number,
): Promise<void> {
  const secret = `After the end ${newId()}`;
  await say(secret);
  await until(() => hears(still, secret), withinMs);
  await until(() => ended.every(({ endings }) => endings.some(({ address, reason }) => address.startsWith(name) && reason === '4403')), withinMs);
  expect(ended.map((socket) => hears(socket, secret))).toEqual(ended.map(() => false));
  const rows = await server.app.database.query<{ seq: number; judge: boolean; told: boolean }>(sql`
    select seq, judge, position(convert_to(${secret}, 'UTF8') in update) > 0 as told from view_log where view = ${name} order by seq`);
  const [judged, told] = [rows.findLast(({ judge }) => judge)?.seq ?? 0, rows.find((row) => row.told)?.seq ?? 0];
  expect(judged).toBeGreaterThan(0);
  expect(told).toBeGreaterThanOrEqual(judged);
  // Each reader was told of no position beyond the last one before the judging.
  for (const { positions } of ended) expect(Math.max(...positions.map(({ seq }) => seq))).toBeLessThan(judged);
  const seqs = still.positions.map(({ seq }) => seq);
  expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
}

describe('rights that end on another instance', () => {
  let target: DatabaseTarget & { kind: 'postgres' };
  let hintless: HintlessPostgres;
  let servers: RightsServer[];
  let clinic: SmallClinic;
  let coordinator: Member;
  beforeAll(async () => {
    target = await createPostgresTarget();
    hintless = await startHintlessPostgres(target.url);
    const secret = { OUTPOST_SECRET: 'of all instances, 32 characters and more' };
    const first = await startRightsServer({ DATABASE_URL: target.url, ...secret });
    servers = [first, await startRightsServer({ DATABASE_URL: target.url, ...secret }), await startRightsServer({ DATABASE_URL: hintless.url, ...secret })];
  });
  afterAll(async () => {
    for (const server of servers) await server.close();
    await hintless.close();
  });
  beforeEach(async () => {
    const { database } = nth(servers, 0).app;
    clinic = await insertSmallClinic(database);
    coordinator = await insertStaff(database, clinic.id, 'Tomás', ['portal_coordinator']);
  });

  it('[V5] a blocked account\'s sockets go on every instance; where hints are lost, by looking', async () => {
    const { writer } = clinic;
    const sockets = await Promise.all(servers.map((server) => watch(server, writer, viewName.person(writer.patient))));
    const lost = hintless.lost();
    const block = coordinator.device.request('patient.block', { patient: writer.patient, reason: 'Phone was stolen' });
    expect((await deliver(nth(servers, 0), [block], coordinator.cookie))[0]?.state).toBe('done');
    await until(() => nth(sockets, 0).closed !== null && nth(sockets, 1).closed !== null, GONE_MS);
    await until(() => nth(sockets, 2).closed !== null, GONE_WITHOUT_HINTS_MS);
    expect(sockets.map(({ closed }) => closed?.code)).toEqual([4401, 4401, 4401]);
    await until(() => hintless.lost() > lost);
    for (const server of servers) expect((await server.ask({ path: '/api/views', cookie: writer.cookie })).status).toBe(401);
  }, GONE_WITHOUT_HINTS_MS + 60_000);

  it('[V5] an ended grant closes the view on every instance before a row that was written after it on another', async () => {
    const { database } = nth(servers, 0).app;
    const { patient, thread } = nth(clinic.threads, 0);
    const carer = await insertPatientMember(database, clinic.id, 'Halima');
    await insertProxy(database, clinic.id, carer.account, patient);
    const name = viewName.threads(patient);
    const theirs = await Promise.all(servers.map((server) => watch(server, carer, name)));
    const own = await watch(nth(servers, 2), clinic.writer, name);
    const lost = hintless.lost();
    await database.transaction(async (tx: Tx) => {
      await tx.query(endGrants(carer.account));
      await grantChanged(tx, carer.account);
    });
    await expectJudgedFirst(nth(servers, 0), theirs, own, async (text) => {
      await deliver(nth(servers, 1), [clinic.writer.device.request('message.send', { patient, thread, message: newId(), text })], clinic.writer.cookie);
    }, name, GONE_WITHOUT_HINTS_MS);
    expect(hintless.lost()).toBeGreaterThan(lost);
    for (const socket of [...theirs, own]) await socket.end();
  }, GONE_WITHOUT_HINTS_MS + 60_000);

  it('[V5] a page fetched while the right ends holds no row that came after it', async () => {
    const [{ database, projector }, elsewhere] = [nth(servers, 0).app, nth(servers, 1)];
    const { patient, thread } = nth(clinic.threads, 0);
    const carer = await insertPatientMember(database, clinic.id, 'Halima');
    await insertProxy(database, clinic.id, carer.account, patient);
    const secret = `After the end ${newId()}`;
    let meanwhile = true;
    // The right ends, and a word is written, just after the server has read who asks.
    const server = await startServer(database, {
      timers: false,
      readActor: async (q, account) => {
        const actor = await readActor(q, account);
        if (account !== carer.account || !meanwhile) return actor;
        meanwhile = false;
        await elsewhere.app.database.transaction(async (tx) => {
          await tx.query(endGrants(carer.account));
          await grantChanged(tx, carer.account);
        });
        const said = clinic.writer.device.request('message.send', { patient, thread, message: newId(), text: secret });
        expect((await deliver(elsewhere, [said], clinic.writer.cookie))[0]?.state).toBe('done');
        return actor;
      },
    });
    const name = viewName.threads(patient);
    await projector.ensure(name);
    const answer = await fetch(`${server.url}/api/views/${name}`, { headers: { cookie: carer.cookie } });
    const text = await answer.text();
    await server.close();
    const page = viewPage.safeParse(JSON.parse(text));
    const told = page.success && page.data.rows.some(({ update }) => Buffer.from(update, 'base64').includes(secret));
    expect([answer.status, told]).toEqual([404, false]);
  });
});

const endGrants = (account: string): SQL => sql`update proxy_grant set revoked_at = now() where account_id = ${account}`;
