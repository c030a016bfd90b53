import { sql } from 'drizzle-orm';
import * as decoding from 'lib0/decoding';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { newId } from '../../schema/ids.ts';
import { replyingMessage, type ReplyingMessage } from '../../schema/presence.ts';
import { CLOSE, viewAddress, ZERO_HEAD, type Position } from '../../schema/sync.ts';
import { viewName } from '../../schema/view-names.ts';
import type { Database } from '../../sync-server/record/database.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { openRecord } from './open-record.ts';
import { authFrame, frame, RawSocket, until } from './raw-socket.ts';
import { startServer, type RunningServer } from './running-server.ts';
import { first, seedRecord, threadsOf, type Person, type SmallRecord } from './small-record.ts';

let database: Database;
let record: SmallRecord;
let servers: RunningServer[] = [];
const sockets: RawSocket[] = [];

/** One's queue, open, and what is heard on it. */
interface Desk { readonly socket: RawSocket; readonly address: string; heard(): ReplyingMessage[] }

async function sit(server: RunningServer, person: Person): Promise<Desk> {
  const name = viewName.queue(record.clinic, 'messages');
  const at: Position = { ...await server.projector.ensure(name), seq: 0, head: ZERO_HEAD };
  const socket = new RawSocket(server.url, person);
  sockets.push(socket);
  await socket.opened();
  const address = viewAddress(name, at.epoch);
  socket.send(authFrame(address, at));
  socket.send(frame(address, [0, 0], Uint8Array.of(0)));
  await until(() => socket.closed !== null || socket.received.length > 2 || socket.endings.length > 0);
  return { socket, address, heard: () => socket.received.flatMap(readReplying) };
}

function readReplying(bytes: Uint8Array): ReplyingMessage[] {
  const decoder = decoding.createDecoder(bytes);
  decoding.readVarString(decoder);
  if (decoding.readVarUint(decoder) !== 5) return [];
  const said = replyingMessage.safeParse(JSON.parse(decoding.readVarString(decoder)));
  return said.success ? [said.data] : [];
}
const say = ({ socket, address }: Desk, words: object): void => socket.send(frame(address, [5], JSON.stringify(words)));
const events = async (): Promise<unknown[]> => database.query(sql`select detail->>'reason' as reason from security_event where kind = 'view.badFrame' order by id`);

describeEachDatabase('who is replying', (createTarget) => {
  beforeAll(async () => { database = await openRecord(await createTarget()); });
  beforeEach(async () => {
    record = await seedRecord(database);
    servers = [await startServer(database, { timers: false }), await startServer(database, { timers: false })];
  });
  afterEach(async () => {
    await Promise.all(sockets.splice(0).map((socket) => socket.end()));
    await Promise.all(servers.splice(0).map((server) => server.close()));
    await database.query(sql`delete from security_event`);
  });
  afterAll(() => database.close());
  const server = (i = 0): RunningServer => {
    const found = servers[i];
    if (!found) throw new Error('No server');
    return found;
  };

  it('[B16] is told by name from the session to who has the queue open, on both servers, not to the one who types, and ends with the line', async () => {
    const grace = await sit(server(), record.nurse);
    const near = await sit(server(), record.colleague);
    const far = await sit(server(1), record.colleague);
    const { thread } = first(record);
    say(grace, { kind: 'replying', thread });
    for (const desk of [near, far]) {
      await until(() => desk.heard().length === 1);
      expect(desk.heard()[0]).toMatchObject({ staff: record.nurse.staff, thread });
      expect(desk.heard()[0]?.name).not.toBe('');
    }
    expect(grace.heard()).toEqual([]);
    await grace.socket.end();
    for (const desk of [near, far]) await until(() => desk.heard().at(-1)?.thread === null);
  });

  it('[B16] [V5] is not heard by whoever may not read that queue, nor said by them', async () => {
    const near = await sit(server(), record.colleague);
    const patient = await sit(server(), first(record));
    const foreign = await sit(server(), record.elsewhere.nurse);
    for (const desk of [patient, foreign]) {
      say(desk, { kind: 'replying', thread: newId() });
    }
    const grace = await sit(server(), record.nurse);
    say(grace, { kind: 'replying', thread: first(record).thread });
    await until(() => near.heard().length > 0);
    expect(near.heard().map(({ staff }) => staff)).toEqual([record.nurse.staff]);
    expect([...patient.heard(), ...foreign.heard()]).toEqual([]);
  });

  it('[B16] [V1] a name in it, somebody else’s id, markup, or words at a view that is no queue end the socket, and nobody hears them', async () => {
    const near = await sit(server(), record.colleague);
    const { thread } = first(record);
    const forged: object[] = [
      { kind: 'replying', thread, name: 'Dr Nobody' }, { kind: 'replying', thread, staff: record.colleague.staff }, { kind: 'replying', thread, of: newId() },
      { kind: 'replying', thread: '<img src=x>' }, { kind: 'caret', at: null }, { kind: 'position', seq: 9 },
    ];
    for (const words of forged) {
      const hostile = await sit(server(), record.nurse);
      say(hostile, words);
      await until(() => hostile.socket.closed !== null);
      expect(hostile.socket.closed?.code, JSON.stringify(words)).toBe(CLOSE.badFrame);
    }
    const elsewhere = await sit(server(), record.nurse);
    const at = await server().projector.ensure(threadsOf(record));
    const address = viewAddress(threadsOf(record), at.epoch);
    elsewhere.socket.send(authFrame(address, at));
    elsewhere.socket.send(frame(address, [5], JSON.stringify({ kind: 'replying', thread })));
    await until(() => elsewhere.socket.closed !== null);
    expect(near.heard()).toEqual([]);
    await until(async () => (await events()).length === forged.length + 1);
  });
});
