import { createHash } from 'node:crypto';
import * as encoding from 'lib0/encoding';
import { sql } from 'drizzle-orm';
import * as Y from 'yjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../schema/ids.ts';
import { viewAddress, ZERO_HEAD, type Position } from '../../schema/sync.ts';
import type { Database } from '../../sync-server/record/database.ts';
import { openMemoryRecord, readWhole, textsOf } from './open-record.ts';
import { authFrame, frame, RawSocket, until } from './raw-socket.ts';
import { startServer, type RunningServer } from './running-server.ts';
import { at, first, say, seedRecord, target, threadsOf, type SmallRecord } from './small-record.ts';

let database: Database;
let record: SmallRecord;
let server: RunningServer;
let position: Position;
const sockets: RawSocket[] = [];

beforeAll(async () => {
  database = await openMemoryRecord();
  record = await seedRecord(database, 20);
  server = await startServer(database, { timers: false });
  position = await server.projector.ensure(threadsOf(record));
});
afterAll(async () => {
  await Promise.all(sockets.map((socket) => socket.end()));
  await server.close();
  await database.close();
});

async function connect(person = first(record), headers = {}): Promise<RawSocket> {
  const socket = new RawSocket(server.url, person, headers);
  sockets.push(socket);
  return socket.opened();
}

const here = (): string => viewAddress(threadsOf(record), position.epoch);
const events = async (kind: string): Promise<number> => (await database.query(sql`select 1 from security_event where kind = ${kind}`)).length;

async function digest(): Promise<string> {
  const hash = createHash('sha256');
  const rows = await database.query<{ head: string; update: Uint8Array }>(sql`select head, update from view_log order by view, epoch, seq`);
  for (const row of rows) hash.update(row.head).update(row.update);
  return hash.digest('hex');
}

/** An update as a client with that Yjs id would write it over what the view holds. */
async function forge(clientId: number, change: (doc: Y.Doc) => void): Promise<Uint8Array> {
  const { doc } = await readWhole(server.projector, threadsOf(record));
  const before = Y.encodeStateVector(doc);
  doc.clientID = clientId;
  change(doc);
  return Y.encodeStateAsUpdate(doc, before);
}

function bytes(write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  write(encoder);
  return encoding.toUint8Array(encoder);
}

const insertion = (clientId: number) => forge(clientId, (doc) => { doc.getMap('messages').set('forged', { text: 'forged' }); });
const nested = (depth: number): Uint8Array => {
  const doc = new Y.Doc();
  let map = doc.getMap('messages') as Y.Map<unknown>;
  for (let i = 0; i < depth; i += 1) map = map.set('x', new Y.Map()) as Y.Map<unknown>;
  return Y.encodeStateAsUpdate(doc);
};
/** One struct of kind GC, 2^31 long, by the writer's own id. */
const hugeGc = bytes((e) => { for (const n of [1, 1, 1, 0]) encoding.writeVarUint(e, n); encoding.writeUint8(e, 0); encoding.writeVarUint(e, 2 ** 31); encoding.writeVarUint(e, 0); });
const orphan = (): Uint8Array => {
  const doc = new Y.Doc();
  doc.getMap('messages').set('a', 1);
  const before = Y.encodeStateVector(doc);
  doc.getMap('messages').set('a', 2);
  return Y.encodeStateAsUpdate(doc, before);
};

type Hostile = readonly [name: string, reason: string, make: () => Promise<Uint8Array | string> | Uint8Array | string];
const hostile: readonly Hostile[] = [
  ['a forged update', 'update', async () => frame(here(), [0, 2], await insertion(77))],
  ['a forged update under the writer’s id', 'update', async () => frame(here(), [0, 2], await insertion(1))],
  ['a deletion of everything', 'update', async () => frame(here(), [0, 2], await forge(77, (doc) => { doc.getMap('messages').clear(); }))],
  ['an empty update', 'update', () => frame(here(), [0, 2], Uint8Array.of(0, 0))],
  ['a step 2 with content', 'step2', async () => frame(here(), [0, 1], await insertion(77))],
  ['a step 2 that deletes', 'step2', async () => frame(here(), [0, 1], await forge(77, (doc) => { doc.getMap('messages').clear(); }))],
  ['a sync reply with content', 'type4', async () => frame(here(), [4, 1], await insertion(77))],
  ['a 2^31 GC struct', 'update', () => frame(here(), [0, 2], hugeGc)],
  ['an orphaned update', 'update', () => frame(here(), [0, 2], orphan())],
  ['a nested update', 'update', () => frame(here(), [0, 2], nested(20))],
  ['forged awareness', 'type1', () => frame(here(), [1], Uint8Array.of(1, 1, 1, 2, 123, 125))],
  ['a query for awareness', 'type3', () => frame(here(), [3])],
  ['a stateless message', 'type5', () => frame(here(), [5], '{"kind":"position","seq":9}')],
  ['a broadcast', 'type6', () => frame(here(), [6], 'hello')],
  ['a sync status', 'type8', () => frame(here(), [8, 1])],
  ['a ping', 'truncated', () => Uint8Array.of(9)],
  ['an unknown type', 'type99', () => frame(here(), [99])],
  ['an unknown sync step', 'step', () => frame(here(), [0, 9], Uint8Array.of(0))],
  ['a state vector of many', 'stateVector', () => frame(here(), [0, 0], bytes((e) => { for (const n of [2, 1, 5, 2, 5]) encoding.writeVarUint(e, n); }))],
  ['a state vector with a tail', 'stateVector', () => frame(here(), [0, 0], Uint8Array.of(0, 0))],
  ['a state vector of 2^53 clients', 'stateVector', () => frame(here(), [0, 0], bytes((e) => encoding.writeVarUint(e, 2 ** 53 - 1)))],
  ['a giant frame', 'tooLong', () => new Uint8Array(60_000)],
  ['a frame just over the limit', 'tooLong', () => new Uint8Array(1025)],
  ['a truncated frame', 'truncated', () => frame(here(), [0, 0], Uint8Array.of(0)).slice(0, -1)],
  ['an empty frame', 'truncated', () => new Uint8Array(0)],
  ['garbage', 'truncated', () => new Uint8Array(64).fill(255)],
  ['text', 'text', () => '{"type":"sync"}'],
  ['a tail after close', 'trailing', () => frame(here(), [7, 1])],
  ['a token of 200 letters', 'auth', () => frame(here(), [2, 0], 'x'.repeat(200))],
  ['a permission for itself', 'auth', () => frame(here(), [2, 2], 'readwrite')],
  ['the name __proto__', 'address', () => frame('__proto__', [0, 0], Uint8Array.of(0))],
  ['a path as a name', 'address', () => frame(`../../etc/passwd@${newId()}`, [0, 0], Uint8Array.of(0))],
  ['a second session of a view', 'address', () => frame(`${here()}\0other`, [0, 0], Uint8Array.of(0))],
  ['a name without an epoch', 'address', () => frame(threadsOf(record), [0, 0], Uint8Array.of(0))],
  ['a name of 900 letters', 'address', () => frame(`threads/${'x'.repeat(900)}@${newId()}`, [0, 0], Uint8Array.of(0))],
];

describe('Hostile frames at views', () => {
  it.each(hostile)('[V1] %s is refused before anything decodes it, and nobody else notices', async (_name, reason, make) => {
    const view = threadsOf(record);
    const before = await digest();
    const refused = await events('view.badFrame');
    const witness = await connect(at(record.patients, 0));
    expect(await witness.openView(view, { ...position, seq: 0, head: ZERO_HEAD })).toBeNull();
    const attacker = await connect();
    expect(await attacker.openView(view, { ...position, seq: 0, head: ZERO_HEAD })).toBeNull();

    attacker.send(await make());
    // What follows a hostile frame on the same socket is not looked at either.
    attacker.send(frame(here(), [0, 0], Uint8Array.of(0)));
    await until(() => attacker.closed !== null);
    if (reason !== 'tooLong') expect(attacker.closed).toEqual({ code: 4413, reason });
    expect(await digest()).toBe(before);
    await until(async () => (await events('view.badFrame')) === refused + 1);
    const told = (await database.query<{ detail: { reason: string } }>(sql`select detail from security_event order by id desc limit 1`))[0];
    expect(told?.detail.reason).toBe(reason);

    const text = `words ${newId()}`;
    await database.transaction((tx) => say(tx, target(record), text));
    await server.projector.drain();
    await until(() => textsOf(witness.doc).includes(text));
    expect(witness.closed).toBeNull();
    expect(textsOf(witness.doc)).toEqual(textsOf((await readWhole(server.projector, view)).doc));
    await witness.end();
  });

  it('[V1] an update sent before its view is opened reaches nothing', async () => {
    const before = await digest();
    const attacker = await connect();
    attacker.send(frame(here(), [0, 2], await insertion(77)));
    await until(() => attacker.closed !== null);
    expect(await digest()).toBe(before);
  });

  it('[V1] a flood of good frames ends its socket', async () => {
    const attacker = await connect();
    await attacker.openView(threadsOf(record), { ...position, seq: 0, head: ZERO_HEAD });
    for (let i = 0; i < 600; i += 1) attacker.send(frame(here(), [0, 1], Uint8Array.of(0, 0)));
    await until(() => attacker.closed !== null);
    expect(attacker.closed).toEqual({ code: 4413, reason: 'tooManyFrames' });
  });

  it('[V1] lets through what a device sends: token, step 1, empty step 2, pong, close', async () => {
    const device = await connect();
    expect(await device.openView(threadsOf(record), { ...position, seq: 0, head: ZERO_HEAD })).toBeNull();
    device.send(frame(here(), [0, 1], Uint8Array.of(0, 0)));
    device.send(Uint8Array.of(10));
    device.send(frame(here(), [7]));
    await until(() => device.endings.length > 0);
    expect(device.endings).toEqual([{ address: here(), reason: 'provider_initiated' }]);
    expect(device.closed).toBeNull();
  });
});

describe('Who may open a view on a socket', () => {
  it('[V5] nobody without a session, from a foreign page, or under another account', async () => {
    const strangers = await events('view.foreignOrigin');
    expect((await new RawSocket(server.url, null).opened()).answeredUpgrade).toBe(401);
    expect((await connect(first(record), { cookie: '' })).answeredUpgrade).toBe(401);
    expect((await connect(first(record), { origin: 'https://elsewhere.example' })).answeredUpgrade).toBe(403);
    expect((await connect({ ...first(record), account: record.nurse.account })).answeredUpgrade).toBe(401);
    await until(async () => (await events('view.foreignOrigin')) === strangers + 1);
  });

  it('[V5] a foreign view, a staff view and one that does not exist get one answer, and no row of a log', async () => {
    const device = await connect();
    const foreign = await server.projector.ensure(threadsOf(record, 1));
    const triage = await server.projector.ensure(`triage/${target(record).patient}`);
    const elsewhere = await server.projector.ensure(`threads/${record.elsewhere.patient}`);
    const start = (p: Position): Position => ({ ...p, seq: 0, head: ZERO_HEAD });
    expect(await device.openView(threadsOf(record, 1), start(foreign))).toBe('4403');
    expect(await device.openView(`triage/${target(record).patient}`, start(triage))).toBe('4403');
    expect(await device.openView(`threads/${record.elsewhere.patient}`, start(elsewhere))).toBe('4403');
    expect(await device.openView(`threads/${newId()}`, start(foreign))).toBe('4403');
    expect(await device.openView(`account/${record.nurse.account}`, start(foreign))).toBe('4403');
    expect(Y.encodeStateAsUpdate(device.doc).byteLength).toBe(2);
    expect(device.closed).toBeNull();
  });

  it('[V4] another epoch, another head and a row that does not exist are told to load anew', async () => {
    const device = await connect();
    const now = await server.projector.ensure(threadsOf(record));
    const openings = async () => (await database.query(sql`select 1 from audit where action = 'view.open'`)).length;
    const before = await openings();
    expect(await device.openView(threadsOf(record), { ...now, epoch: newId() })).toBe('4409');
    expect(await device.openView(threadsOf(record), { ...now, head: 'a'.repeat(64) })).toBe('4409');
    device.endings.length = 0;
    expect(await device.openView(threadsOf(record), { ...now, seq: now.seq + 1 })).toBe('4409');
    device.endings.length = 0;
    device.send(frame(here(), [2, 0], 'no position'));
    await until(() => device.endings.length > 0);
    expect(device.endings[0]?.reason).toBe('4409');
    // Refused at the door: nothing was opened.
    expect(await openings()).toBe(before);
  });

  it('[V8] at most 16 views on one socket', async () => {
    const device = new RawSocket(server.url, record.nurse);
    sockets.push(device);
    await device.opened();
    const reasons: (string | null)[] = [];
    for (let i = 0; i < 17; i += 1) {
      const p = await server.projector.ensure(threadsOf(record, i));
      reasons.push(await device.openView(threadsOf(record, i), { ...p, seq: 0, head: ZERO_HEAD }, new Y.Doc()));
    }
    expect(reasons).toEqual([...Array<null>(16).fill(null), '4429']);
    device.send(frame(viewAddress(threadsOf(record, 0), position.epoch), [7]));
    await until(() => device.endings.some((ending) => ending.reason === 'provider_initiated'));
    const p = await server.projector.ensure(threadsOf(record, 16));
    device.endings.length = 0;
    // Refused openings take no place: not at the door, not while loading.
    for (let i = 0; i < 20; i += 1) expect(await device.openView(threadsOf(record, 18), { ...p, epoch: newId() }, new Y.Doc())).toBe('4409');
    device.endings.length = 0;
    expect(await device.openView(threadsOf(record, 16), { ...p, seq: 0, head: ZERO_HEAD }, new Y.Doc())).toBeNull();
  });

  it('[V5] every opening on a socket has its audit row, and a refused one has none', async () => {
    const count = async () => (await database.query(sql`
      select 1 from audit where action = 'view.open' and account_id = ${first(record).account} and patient_id = ${first(record).id} and subject = ${threadsOf(record)}`)).length;
    const before = await count();
    const device = await connect();
    await device.openView(threadsOf(record), { ...position, seq: 0, head: ZERO_HEAD });
    await device.openView(threadsOf(record, 1), { ...position, seq: 0, head: ZERO_HEAD });
    device.send(frame(here(), [7]));
    await until(() => device.endings.some((ending) => ending.reason === 'provider_initiated'));
    device.send(authFrame(here(), { seq: 0, head: ZERO_HEAD }));
    await until(async () => (await count()) === before + 2);
  });
});
