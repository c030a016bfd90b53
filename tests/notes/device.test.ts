import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { handoverName } from '../../schema/notes.ts';
import type { Database } from '../../sync-server/record/database.ts';
import { openMemoryRecord } from '../views/open-record.ts';
import { until } from '../views/raw-socket.ts';
import { startServer, type RunningServer } from '../views/running-server.ts';
import { at, seedRecord, type SmallRecord } from '../views/small-record.ts';
import { NoteClient } from './note-client.ts';
import { NoteDevice, type } from './note-device.ts';

let database: Database;
let record: SmallRecord;
let server: RunningServer;
let used = 0;
let name: string;
let thread: string;
const devices: NoteDevice[] = [];

beforeAll(async () => {
  database = await openMemoryRecord();
  record = await seedRecord(database, 12);
  server = await startServer(database, { timers: false, pollMs: 200 });
});
beforeEach(() => {
  ({ thread } = at(record.patients, used));
  used += 1;
  name = handoverName(thread, 1);
});
afterAll(async () => {
  for (const device of devices) await device.close();
  await server.close();
  await database.close();
});

function device(person = record.nurse, options: ConstructorParameters<typeof NoteDevice>[2] = {}): NoteDevice {
  const made = new NoteDevice(server.url, person, options);
  devices.push(made);
  return made;
}
async function atTheClinic(): Promise<string> {
  const reader = new NoteClient(server.url, record.nurse, name);
  await reader.read();
  return reader.text;
}

describe('A shared note on a device', () => {
  it('[N2] [N5] two colleagues write live and read the same, with who wrote last', async () => {
    const [grace, amina] = [await device().open(name), await device(record.colleague).open(name)];
    await until(() => grace.freshness().kind === 'live' && amina.freshness().kind === 'live');
    type(grace, 0, 'Fatma is dizzy. ');
    await until(() => amina.text() === 'Fatma is dizzy. ');
    type(amina, amina.text().length, 'Blood pressure taken.');
    await until(() => grace.text() === 'Fatma is dizzy. Blood pressure taken.');
    await until(() => grace.last()?.name === 'Amina' && grace.waitingSince() === null);
    expect(await atTheClinic()).toBe(grace.text());
  });

  it('[N5] hours without a line: both write, both texts are there, each once; a restart in between loses nothing', async () => {
    const [one, two] = [device(), device(record.colleague)];
    const [grace, amina] = [await one.open(name), await two.open(name)];
    type(grace, 0, 'Start. ');
    await until(() => amina.text() === 'Start. ');
    one.line.up = false;
    two.line.up = false;
    server.endSockets();
    for (const word of ['Called', ' her', ' twice.']) type(grace, grace.text().length, word);
    type(amina, 0, 'Urgent: ');
    amina.doc()?.of('text').edit(8, 6, 'Begin.');
    await until(() => !grace.typing() && !amina.typing());
    await until(() => grace.waitingSince() !== null);
    await one.close();

    const again = device(record.nurse, { disk: one.disk });
    const reopened = await again.open(name);
    two.line.up = true;
    two.notes.wake();
    await until(() => reopened.text() === amina.text() && amina.waitingSince() === null && reopened.waitingSince() === null);
    expect(amina.text()).toBe('Urgent: Begin. Called her twice.');
    expect(await atTheClinic()).toBe('Urgent: Begin. Called her twice.');
  });

  it('[N5] a note that was never on this device: what is written offline is added to it', async () => {
    const grace = await device().open(name);
    type(grace, 0, 'Already here. ');
    await until(() => grace.waitingSince() === null && grace.acknowledgedAt() !== null);
    const away = device(record.colleague, { line: { up: false }, sockets: false });
    const amina = await away.open(name);
    expect(amina.held()).toBe(false);
    type(amina, 0, 'Words from away. ');
    await until(() => amina.waitingSince() !== null);
    away.line.up = true;
    await until(() => grace.text().includes('Words from away. ') && grace.text().includes('Already here. '), 20_000);
    expect(grace.text()).toHaveLength('Words from away. Already here. '.length);
  });

  it('[N4] [R5] a refused edit: the words are in the tray, the note is clean, and writing goes on under another id', async () => {
    const two = device(record.colleague);
    const amina = await two.open(name);
    type(amina, 0, 'Kept. ');
    await until(() => amina.acknowledgedAt() !== null && amina.waitingSince() === null);
    const before = amina.doc();
    await database.query(sql`update staff set roles = '{live_coordinator}' where id = ${record.colleague.staff}`);
    try {
      type(amina, 6, 'Not any more. ');
      type(amina, 0, 'Nor this. ');
      await until(async () => (await two.tray()).length > 0);
      expect(await two.tray()).toEqual([{ type: 'thread.handover', refusal: 'permission.missing', body: { patient: thread, thread, text: 'Nor this.\nNot any more.' } }]);
      await until(() => amina.doc() !== before && amina.text() === 'Kept. ');
    } finally {
      await database.query(sql`update staff set roles = '{nurse}' where id = ${record.colleague.staff}`);
    }
    type(amina, 6, 'And on.');
    await until(() => amina.waitingSince() === null && amina.text() === 'Kept. And on.');
    await until(async () => await atTheClinic() === 'Kept. And on.');
    const writers = await database.query<{ client: number }>(sql`select client from note_writer where note = ${name}`);
    expect(writers).toHaveLength(2);
  });

  it('[N1] [N4] the thread was closed meanwhile: the words are in the tray and the note is as it was signed', async () => {
    const one = device();
    const grace = await one.open(name);
    type(grace, 0, 'Signed words.');
    await until(() => grace.waitingSince() === null && grace.acknowledgedAt() !== null);
    await database.query(sql`update thread set state = 'closed' where id = ${thread}`);
    type(grace, 13, ' Too late.');
    await until(async () => (await one.tray()).some(({ refusal }) => refusal === 'note.closed'));
    await until(() => grace.text() === 'Signed words.');
    expect(at(await one.tray(), 0).body).toMatchObject({ text: 'Too late.' });
  });

  it('[N3] [N5] two tabs of one account write at once: neither fights the other for a client id, both show all', async () => {
    const one = device();
    const tab = device(record.nurse, { disk: one.disk });
    const [here, there] = [await one.open(name), await tab.open(name)];
    one.line.up = false;
    tab.line.up = false;
    for (let i = 0; i < 8; i += 1) {
      type(here, 0, `h${i} `);
      type(there, there.text().length, ` t${i}`);
    }
    await until(() => !here.typing() && !there.typing());
    one.line.up = true;
    tab.line.up = true;
    one.notes.wake();
    tab.notes.wake();
    await until(() => here.text() === there.text() && here.waitingSince() === null && there.waitingSince() === null, 20_000);
    for (let i = 0; i < 8; i += 1) for (const word of [`h${i} `, ` t${i}`]) expect(here.text().split(word)).toHaveLength(2);
    expect(await one.tray()).toEqual([]);
    expect(await atTheClinic()).toBe(here.text());
  });

  it('[N5] an answer that got lost: the words are sent again and are there once', async () => {
    const one = device();
    const grace = await one.open(name);
    await until(() => grace.held());
    const real = globalThis.fetch;
    let lost = 0;
    globalThis.fetch = async (input, init) => {
      const answer = await real(input, init);
      if (init?.method !== 'POST' || lost >= 2) return answer;
      lost += 1;
      throw new TypeError('the answer got lost');
    };
    try {
      type(grace, 0, 'Once.');
      await until(() => lost === 2 && grace.waitingSince() === null && grace.acknowledgedAt() !== null, 20_000);
    } finally {
      globalThis.fetch = real;
    }
    expect(await atTheClinic()).toBe('Once.');
  });

  it('[N5] the clinic went back to an older record: what it had acknowledged comes back from the device', async () => {
    const one = device();
    const grace = await one.open(name);
    type(grace, 0, 'Before the backup. ');
    await until(() => grace.waitingSince() === null && grace.acknowledgedAt() !== null);
    const [backup] = await database.query<{ seq: number; head: string }>(sql`select seq, head from note where name = ${name}`);
    type(grace, 19, 'After it.');
    await until(async () => await atTheClinic() === 'Before the backup. After it.' && grace.waitingSince() === null);
    await database.transaction(async (tx) => {
      await tx.query(sql`delete from note_log where note = ${name} and seq > ${backup?.seq ?? 0}`);
      await tx.query(sql`update note set seq = ${backup?.seq ?? 0}, head = ${backup?.head ?? ''} where name = ${name}`);
    });
    await one.close();
    const again = device(record.nurse, { disk: one.disk });
    const reopened = await again.open(name);
    await until(async () => await atTheClinic() === 'Before the backup. After it.', 20_000);
    await until(() => reopened.text() === 'Before the backup. After it.');
  });
});

describe('Who else is in a note', () => {
  it('[N1] a colleague’s name and caret are the clinic’s word, and go when they go', async () => {
    const [one, two] = [device(), device(record.colleague)];
    const [grace, amina] = [await one.open(name), await two.open(name)];
    await until(() => grace.freshness().kind === 'live' && amina.freshness().kind === 'live');
    type(grace, 0, 'Some words');
    await until(() => amina.text() === 'Some words');
    amina.moveCaret({ anchor: 5, head: 10 });
    await until(() => grace.colleagues().some(({ at: place }) => place !== null));
    const [seen] = grace.colleagues();
    expect([seen?.name, seen?.staff]).toEqual(['Amina', record.colleague.staff]);
    expect([grace.placeOf(seen?.at?.anchor ?? ''), grace.placeOf(seen?.at?.head ?? '')]).toEqual([5, 10]);
    type(grace, 0, '12345');
    expect(grace.placeOf(seen?.at?.anchor ?? '')).toBe(10);
    amina.release();
    await two.device.close();
    await until(() => grace.colleagues().length === 0);
  });
});
