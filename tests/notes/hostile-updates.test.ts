import { createHash } from 'node:crypto';
import * as encoding from 'lib0/encoding';
import { sql } from 'drizzle-orm';
import * as Y from 'yjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../schema/ids.ts';
import { handoverName } from '../../schema/notes.ts';
import { viewAddress, ZERO_HEAD, type Position } from '../../schema/sync.ts';
import { decodeNoteUpdate, readNoteUpdate } from '../../sync-server/notes/read-update.ts';
import type { Database } from '../../sync-server/record/database.ts';
import { openMemoryRecord } from '../views/open-record.ts';
import { frame, RawSocket, until } from '../views/raw-socket.ts';
import { startServer, type RunningServer } from '../views/running-server.ts';
import { at, first, seedRecord, type SmallRecord } from '../views/small-record.ts';
import { forge, NoteClient } from './note-client.ts';

/** What no program of ours sends, from somebody who may write the note: each is refused, and nobody else notices. */

let database: Database;
let record: SmallRecord;
let server: RunningServer;
/** A colleague who goes on writing. */
let witness: NoteClient;
let name: string;
const sockets: RawSocket[] = [];
const clock = { ms: 0 };

beforeAll(async () => {
  database = await openMemoryRecord();
  record = await seedRecord(database, 2);
  server = await startServer(database, { timers: false, now: () => Date.now() + clock.ms });
  name = handoverName(first(record).thread, 1);
  witness = new NoteClient(server.url, record.colleague, name);
  await witness.read();
  witness.insert(0, 'Fatma is dizzy since Monday.');
  await witness.send();
  witness.insert(6, ' Hassan');
  witness.doc.getText('text').delete(0, 1);
  await witness.send();
});
afterAll(async () => {
  await Promise.all(sockets.map((socket) => socket.end()));
  await server.close();
  await database.close();
});

const attacker = (): NoteClient => new NoteClient(server.url, record.nurse, name);
const count = async (kind: string): Promise<number> => (await database.query(sql`select 1 from security_event where kind = ${kind}`)).length;
async function digest(): Promise<string> {
  const hash = createHash('sha256');
  for (const row of await database.query<{ head: string; update: Uint8Array }>(sql`select head, update from note_log order by note, epoch, seq`)) hash.update(row.head).update(row.update);
  for (const row of await database.query<{ line: string }>(sql`select concat(name, seq, head, bytes, text, (select count(*) from note_writer)) as line from note order by name`)) hash.update(row.line);
  return hash.digest('hex');
}
function bytes(write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  write(encoder);
  return encoding.toUint8Array(encoder);
}

/** V1 by hand: structs of one client, then a delete set. */
function update(client: number, clock: number, structs: readonly ((e: encoding.Encoder) => void)[], deletes: readonly (readonly [number, number, number])[] = []): Uint8Array {
  return bytes((e) => {
    encoding.writeVarUint(e, structs.length > 0 ? 1 : 0);
    if (structs.length > 0) {
      for (const n of [structs.length, client, clock]) encoding.writeVarUint(e, n);
      for (const write of structs) write(e);
    }
    encoding.writeVarUint(e, deletes.length);
    for (const [of, from, length] of deletes) for (const n of [of, 1, from, length]) encoding.writeVarUint(e, n);
  });
}
const GC = 0, DELETED = 1, JSON_CONTENT = 2, BINARY = 3, STRING = 4, EMBED = 5, FORMAT = 6, TYPE = 7, ANY = 8, DOC = 9, SKIP = 10;
const inRoot = (ref: number, root: string, content: (e: encoding.Encoder) => void, parentSub?: string) => (e: encoding.Encoder): void => {
  encoding.writeUint8(e, ref | (parentSub === undefined ? 0 : 0x20));
  encoding.writeVarUint(e, 1);
  encoding.writeVarString(e, root);
  if (parentSub !== undefined) encoding.writeVarString(e, parentSub);
  content(e);
};
const words = (e: encoding.Encoder): void => encoding.writeVarString(e, 'words');
const after = (client: number, at: number, text = 'words') => (e: encoding.Encoder): void => {
  encoding.writeUint8(e, STRING | 0x80);
  for (const n of [client, at]) encoding.writeVarUint(e, n);
  encoding.writeVarString(e, text);
};
const ME = 900_000_001;
const deepAny = (e: encoding.Encoder): void => {
  encoding.writeVarUint(e, 1);
  for (let i = 0; i < 30_000; i += 1) for (const b of [117, 1]) encoding.writeUint8(e, b);
  encoding.writeUint8(e, 126);
};
const nested = (depth: number): Uint8Array => {
  const doc = new Y.Doc();
  let map: Y.Map<unknown> = doc.getMap('text');
  for (let i = 0; i < depth; i += 1) map = map.set('x', new Y.Map<unknown>());
  return Y.encodeStateAsUpdate(doc);
};
const theirs = (): number => witness.doc.clientID;
const end = (): number => Y.getState(witness.doc.store, theirs());

type Hostile = readonly [name: string, reason: string, make: () => Uint8Array];
const hostile: readonly Hostile[] = [
  ['an update under a colleague’s id', 'leased', () => forge(witness.doc, theirs(), (doc) => doc.getText('text').insert(0, 'forged'))],
  ['a rewriting of a colleague’s words under their id', 'leased', () => update(theirs(), 0, [inRoot(STRING, 'text', words)])],
  ['an update under the server’s id', 'server', () => forge(witness.doc, 1, (doc) => doc.getText('text').insert(0, 'forged'))],
  ['an update under the id the server writes words with', 'server', () => update(2, 0, [inRoot(STRING, 'text', words)])],
  ['who wrote last, forged', 'content', () => forge(witness.doc, ME, (doc) => doc.getMap('meta').set('by', { staff: 'x', name: 'Dr. Nobody' }))],
  ['words beside what the server says', 'server', () => update(ME, 0, [after(1, 0)])],
  ['words before what the server says', 'server', () => update(ME, 0, [(e) => { encoding.writeUint8(e, STRING | 0x40); for (const n of [1, 1]) encoding.writeVarUint(e, n); encoding.writeVarString(e, 'x'); }])],
  ['a deletion of what the server says', 'server', () => update(ME, 0, [], [[1, 0, 1]])],
  ['an unknown root', 'root', () => update(ME, 0, [inRoot(STRING, 'other', words)])],
  ['the root __proto__', 'root', () => update(ME, 0, [inRoot(STRING, '__proto__', words)])],
  ['an attribute of the text', 'attribute', () => update(ME, 0, [inRoot(STRING, 'text', words, 'bold')])],
  ['a map entry', 'content', () => forge(witness.doc, ME, (doc) => doc.getMap('other').set('a', 1))],
  ['a format', 'content', () => forge(witness.doc, ME, (doc) => doc.getText('text').format(0, 3, { bold: true }))],
  ['an embed', 'content', () => update(ME, 0, [inRoot(EMBED, 'text', (e) => encoding.writeVarString(e, '{"image":"x"}'))])],
  ['a broken embed', 'unreadable', () => update(ME, 0, [inRoot(EMBED, 'text', (e) => encoding.writeVarString(e, '{'))])],
  ['a format with a forged key', 'content', () => update(ME, 0, [inRoot(FORMAT, 'text', (e) => { encoding.writeVarString(e, '__proto__'); encoding.writeVarString(e, '{}'); })])],
  ['bytes', 'content', () => update(ME, 0, [inRoot(BINARY, 'text', (e) => encoding.writeVarUint8Array(e, new Uint8Array(40)))])],
  ['JSON', 'content', () => update(ME, 0, [inRoot(JSON_CONTENT, 'text', (e) => { encoding.writeVarUint(e, 1); encoding.writeVarString(e, '1'); })])],
  ['any value', 'content', () => update(ME, 0, [inRoot(ANY, 'text', (e) => { encoding.writeVarUint(e, 1); encoding.writeUint8(e, 126); })])],
  ['a value nested 30,000 deep', 'unreadable', () => update(ME, 0, [inRoot(ANY, 'text', deepAny)])],
  ['a type in the text', 'content', () => update(ME, 0, [inRoot(TYPE, 'text', (e) => encoding.writeVarUint(e, 2))])],
  ['an unknown type', 'unreadable', () => update(ME, 0, [inRoot(TYPE, 'text', (e) => encoding.writeVarUint(e, 99))])],
  ['nested types', 'content', () => nested(20)],
  ['words inside a type', 'nested', () => update(ME, 0, [(e) => { encoding.writeUint8(e, STRING); for (const n of [0, theirs(), 0]) encoding.writeVarUint(e, n); words(e); }])],
  ['a sub-document', 'content', () => forge(witness.doc, ME, (doc) => doc.getMap('text').set('a', new Y.Doc()))],
  ['a sub-document in the text', 'content', () => update(ME, 0, [inRoot(DOC, 'text', (e) => { encoding.writeVarString(e, newId()); encoding.writeUint8(e, 118); encoding.writeVarUint(e, 0); })])],
  ['an unknown kind of content', 'unreadable', () => update(ME, 0, [inRoot(31, 'text', words)])],
  ['a 2^31 GC struct', 'gc', () => update(ME, 0, [(e) => { encoding.writeUint8(e, GC); encoding.writeVarUint(e, 2 ** 31); }])],
  ['a GC struct in a colleague’s place', 'gc', () => update(theirs(), 0, [(e) => { encoding.writeUint8(e, GC); encoding.writeVarUint(e, end()); }])],
  ['a skip', 'gap', () => update(ME, 0, [(e) => { encoding.writeUint8(e, SKIP); encoding.writeVarUint(e, 5); }])],
  ['deleted words 2^31 long', 'length', () => update(ME, 0, [inRoot(DELETED, 'text', (e) => encoding.writeVarUint(e, 2 ** 31))])],
  ['a gap', 'gap', () => update(ME, 7, [inRoot(STRING, 'text', words)])],
  ['a gap in a colleague’s words', 'gap', () => update(theirs(), end() + 3, [inRoot(STRING, 'text', words)])],
  ['an orphan of a writer nobody knows', 'orphan', () => update(ME, 0, [after(123_456, 0)])],
  ['an orphan of words to come', 'orphan', () => update(ME, 0, [after(theirs(), end() + 10)])],
  ['words that stand on themselves', 'orphan', () => update(ME, 0, [after(ME, 5)])],
  ['words without a place', 'root', () => update(ME, 0, [inRoot(STRING, '', words)])],
  ['a deletion of words to come', 'deletes', () => update(ME, 0, [], [[theirs(), 0, end() + 1]])],
  ['a deletion of a writer nobody knows', 'deletes', () => update(ME, 0, [], [[123_456, 0, 1]])],
  ['a deletion 2^53 long', 'deletes', () => update(ME, 0, [], [[theirs(), 0, Number.MAX_SAFE_INTEGER]])],
  ['an update of 40 writers', 'writers', () => Y.mergeUpdates(Array.from({ length: 40 }, (_, i) => update(ME + i, 0, [inRoot(STRING, 'text', words)])))],
  ['five thousand crumbs', 'structs', () => update(ME, 0, Array.from({ length: 5000 }, () => inRoot(STRING, 'text', (e) => encoding.writeVarString(e, 'x'))))],
  ['a truncated update', 'unreadable', () => forge(witness.doc, ME, (doc) => doc.getText('text').insert(0, 'some words')).slice(0, -4)],
  ['an update in V2', 'trailing', () => { const doc = new Y.Doc(); doc.getText('text').insert(0, 'words'); return Y.encodeStateAsUpdateV2(doc); }],
  ['2^53 clients', 'unreadable', () => bytes((e) => encoding.writeVarUint(e, Number.MAX_SAFE_INTEGER))],
  ['garbage', 'unreadable', () => new Uint8Array(300).fill(255)],
  ['a tail behind a good update', 'trailing', () => Uint8Array.from([...forge(witness.doc, ME, (doc) => doc.getText('text').insert(0, 'words')), 1, 2, 3])],
  ['nothing at all', 'unreadable', () => new Uint8Array(0)],
  ['text', 'unreadable', () => new TextEncoder().encode('{"update":"words"}')],
];

describe('Hostile updates of a note', () => {
  it.each(hostile)('[N3] %s is refused, ends its device’s sockets, and nobody else notices', async (_title, reason, make) => {
    clock.ms += 60_000;
    const open = new RawSocket(server.url, record.nurse);
    sockets.push(open);
    await open.opened();
    const sent = make();
    const [before, told] = [await digest(), await count('note.badUpdate')];
    const used = process.cpuUsage();
    const decoded = decodeNoteUpdate(sent);
    if (!('hostile' in decoded)) readNoteUpdate(sent, decoded, witness.doc, ['text']);
    expect(process.cpuUsage(used).user / 1000).toBeLessThan(50);
    const answer = await attacker().post(sent);
    expect([answer.status, answer.code]).toEqual([422, 'note.hostile']);
    expect(await digest()).toBe(before);
    await until(() => open.closed !== null);
    expect(open.closed).toEqual({ code: 4413, reason });
    expect(await count('note.badUpdate')).toBe(told + 1);
    const event = await database.query<{ device_id: string | null; detail: { reason: string } }>(sql`select device_id, detail from security_event order by id desc limit 1`);
    expect([event[0]?.detail.reason, event[0]?.device_id !== null]).toEqual([reason, true]);

    witness.insert(witness.text.length, '.');
    expect(await witness.send()).toBe(200);
    const reader = attacker();
    await reader.read();
    expect(reader.text).toBe(witness.text);
  });

  it('[N3] a giant is refused before it is read, and a flood is told to wait', async () => {
    clock.ms += 60_000;
    const before = await digest();
    expect((await attacker().post(new Uint8Array(64 * 1024 + 1))).code).toBe('note.tooLong');
    const flood = await Promise.all(Array.from({ length: 300 }, () => attacker().post(Uint8Array.of(0, 0))));
    expect(flood.filter(({ code }) => code === 'note.tooOften').length).toBeGreaterThan(5);
    expect(await digest()).toBe(before);
  });

  it('[N3] no name but a note’s own reaches one', async () => {
    clock.ms += 60_000;
    for (const other of ['handover', `handover/${first(record).thread}`, `${name}/1`, `handover/${first(record).thread}/0`, `handover/${first(record).thread}/01`, `threads/${first(record).id}`, '__proto__', '..%2f..%2fetc']) {
      expect((await new NoteClient(server.url, record.nurse, other).post(Uint8Array.of(0, 0))).code).toBe('note.unknown');
    }
  });

  it('[N3] conflicting words in one place, as many as may be, cost a moment', async () => {
    clock.ms += 60_000;
    const crowd = handoverName(at(record.patients, 1).thread, 1);
    const client = new NoteClient(server.url, record.nurse, crowd);
    const crumbs = update(ME, 0, Array.from({ length: 4000 }, () => inRoot(STRING, 'text', (e) => encoding.writeVarString(e, 'x'))));
    const began = performance.now();
    expect((await client.post(crumbs)).status).toBe(200);
    expect(performance.now() - began).toBeLessThan(2_500);
  });
});

type Frame = readonly [name: string, reason: string, make: (address: string) => Uint8Array];
const caret = (value: unknown): string => JSON.stringify(value);
const frames: readonly Frame[] = [
  ['an update', 'update', (it) => frame(it, [0, 2], forge(witness.doc, ME, (doc) => doc.getText('text').insert(0, 'forged')))],
  ['a step 2 with words', 'step2', (it) => frame(it, [0, 1], forge(witness.doc, ME, (doc) => doc.getText('text').insert(0, 'forged')))],
  ['awareness', 'type1', (it) => frame(it, [1], Uint8Array.of(1, 1, 1, 2, 123, 125))],
  ['a query for awareness', 'type3', (it) => frame(it, [3])],
  ['a broadcast', 'type6', (it) => frame(it, [6], 'hello')],
  ['a caret with a name', 'caret', (it) => frame(it, [5], caret({ kind: 'caret', at: null, name: 'Dr. Nobody' }))],
  ['a caret of another socket', 'caret', (it) => frame(it, [5], caret({ kind: 'caret', of: newId(), staff: newId(), at: null }))],
  ['a caret with markup for a place', 'caret', (it) => frame(it, [5], caret({ kind: 'caret', at: { anchor: '<img src=x>', head: 'a' } }))],
  ['a caret at no place', 'caret', (it) => frame(it, [5], caret({ kind: 'caret', at: { anchor: 'a'.repeat(61), head: 'a' } }))],
  ['a forged position', 'caret', (it) => frame(it, [5], caret({ kind: 'position', seq: 9 }))],
  ['no JSON', 'truncated', (it) => frame(it, [5], '{')],
  ['a state vector of 500 writers', 'stateVector', (it) => frame(it, [0, 0], bytes((e) => { encoding.writeVarUint(e, 500); for (let i = 0; i < 1000; i += 1) encoding.writeVarUint(e, 5); }))],
  ['a giant', 'tooLong', (it) => frame(it, [5], 'x'.repeat(7000))],
];

describe('Hostile frames at a note', () => {
  const start = (p: Position): Position => ({ ...p, seq: 0, head: ZERO_HEAD });
  async function open(person = record.nurse): Promise<{ socket: RawSocket; address: string }> {
    const parsed = { kind: 'handover' as const, name, thread: first(record).thread, part: 1 };
    const position = await server.notes.ensure(parsed);
    const socket = new RawSocket(server.url, person);
    sockets.push(socket);
    await socket.opened();
    expect(await socket.openView(name, start(position))).toBeNull();
    return { socket, address: viewAddress(name, position.epoch) };
  }

  it.each(frames)('[N3] %s is refused before anything decodes it', async (_title, reason, make) => {
    const [before, bad] = [await digest(), await count('view.badFrame')];
    const { socket: other } = await open(record.colleague);
    const { socket, address } = await open();
    const heard = other.received.length;
    socket.send(make(address));
    await until(() => socket.closed !== null);
    if (reason !== 'tooLong') expect(socket.closed).toEqual({ code: 4413, reason });
    expect(await digest()).toBe(before);
    await until(async () => (await count('view.badFrame')) === bad + 1);
    expect(other.received.length).toBe(heard);
    expect(other.closed).toBeNull();
    await other.end();
  });

  it('[N3] a patient opens no note, whatever address they found', async () => {
    const { address } = await open();
    const socket = new RawSocket(server.url, first(record));
    sockets.push(socket);
    await socket.opened();
    expect(await socket.openView(name, { epoch: address.slice(-22), seq: 0, head: ZERO_HEAD })).toBe('4403');
    socket.send(frame(address, [5], caret({ kind: 'caret', at: null })));
    expect(Y.encodeStateAsUpdate(socket.doc).byteLength).toBe(2);
  });
});
