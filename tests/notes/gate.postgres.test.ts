import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { handoverName, parseNoteName } from '../../schema/notes.ts';
import type { Database } from '../../sync-server/record/database.ts';
import { addWords, readRoom } from '../../sync-server/notes/add-words.ts';
import { signHandover } from '../../sync-server/notes/sign.ts';
import { readActor } from '../../sync-server/identity/actor.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { openRecord } from '../views/open-record.ts';
import { until } from '../views/raw-socket.ts';
import { startServer, type RunningServer } from '../views/running-server.ts';
import { at, first, seedRecord, type SmallRecord } from '../views/small-record.ts';
import { forge, NoteClient } from './note-client.ts';

describeEachDatabase('Notes', (target) => {
  let database: Database;
  let record: SmallRecord;
  let server: RunningServer;
  let used = 0;
  beforeAll(async () => {
    database = await openRecord(await target());
    record = await seedRecord(database, 14);
    server = await startServer(database, { timers: false });
  });
  afterAll(async () => {
    await server.close();
    await database.close();
  });

  /** A thread nobody wrote a note about yet. */
  const freshNote = (): { thread: string; name: string } => {
    const { thread } = at(record.patients, used);
    used += 1;
    return { thread, name: handoverName(thread, 1) };
  };
  const writer = (name: string, person = record.nurse): NoteClient => new NoteClient(server.url, person, name);
  const rowsOf = (name: string) => database.query<{ seq: number; account_id: string | null }>(sql`select seq, account_id from note_log where note = ${name} order by seq`);

  it('[N2] an acknowledged update is a committed row, and every other device reads it', async () => {
    const { name } = freshNote();
    const grace = writer(name);
    expect(await grace.read()).toBe(200);
    grace.insert(0, 'Ask about the tablets.');
    const answer = await grace.post(at(grace.pending, 0));
    expect([answer.status, answer.seq]).toEqual([200, 2]);
    expect((await rowsOf(name)).map(({ account_id }) => account_id)).toEqual([null, record.nurse.account]);
    const amina = writer(name, record.colleague);
    await amina.read();
    expect(amina.text).toBe('Ask about the tablets.');
    expect(amina.doc.getMap('meta').get('by')).toEqual({ staff: record.nurse.staff, name: 'Grace' });
  });

  it('[N2] the same update again is answered and is no second row', async () => {
    const { name } = freshNote();
    const grace = writer(name);
    grace.insert(0, 'once');
    const update = at(grace.pending, 0);
    expect((await grace.post(update)).seq).toBe(1);
    expect((await grace.post(update)).seq).toBe(1);
    expect(await rowsOf(name)).toHaveLength(1);
  });

  it('[N1] who may not write it writes nothing: another role, another clinic, a patient, nobody', async () => {
    const { name } = freshNote();
    await writer(name).read();
    const update = forge(writer(name).doc, 4711, (doc) => doc.getText('text').insert(0, 'x'));
    expect((await writer(name, record.elsewhere.nurse).post(update)).code).toBe('note.unknown');
    expect((await writer(name, first(record)).post(update)).code).toBe('permission.missing');
    expect((await writer(name, { ...record.nurse, cookie: '' }).post(update)).status).toBe(401);
    expect((await writer(handoverName(at(record.patients, 0).thread, 2)).post(update)).code).toBe('note.unknown');
    expect(await writer(name, first(record)).read()).toBe(404);
    expect(await writer(name, record.elsewhere.nurse).read()).toBe(404);
    expect(await rowsOf(name)).toHaveLength(1);
  });

  it('[N1] a right that ended refuses the next update and all that were queued behind it', async () => {
    const { name } = freshNote();
    const amina = writer(name, record.colleague);
    amina.insert(0, 'before');
    await amina.send();
    for (let i = 0; i < 100; i += 1) amina.insert(0, `${i} `);
    await database.query(sql`update staff set roles = '{live_coordinator}' where id = ${record.colleague.staff}`);
    try {
      const answers = await Promise.all(amina.pending.map((update) => amina.post(update, null)));
      expect([...new Set(answers.map(({ code }) => code))].toSorted()).toEqual(['permission.missing']);
      expect(await rowsOf(name)).toHaveLength(1);
    } finally {
      await database.query(sql`update staff set roles = '{nurse}' where id = ${record.colleague.staff}`);
    }
  });

  it('[N1] a revocation in the middle of a queue: what was answered is there, nothing after it', async () => {
    const { name } = freshNote();
    const amina = writer(name, record.colleague);
    const told: number[] = [];
    const sending = (async () => {
      for (let i = 0; i < 40; i += 1) {
        amina.insert(amina.text.length, `${i};`);
        told.push((await amina.post(at(amina.pending, i), null)).status);
        if (told.at(-1) !== 200) return;
      }
    })();
    await until(() => told.length > 3);
    const revoked = await database.transaction(async (tx) => {
      await tx.query(sql`update staff set roles = '{live_coordinator}' where id = ${record.colleague.staff}`);
      return told.length;
    });
    await sending;
    await database.query(sql`update staff set roles = '{nurse}' where id = ${record.colleague.staff}`);
    expect(told.at(-1)).toBe(403);
    expect(told.length).toBeLessThanOrEqual(revoked + 2);
    const grace = writer(name);
    await grace.read();
    expect(grace.text).toBe(told.slice(0, -1).map((_, i) => `${i};`).join(''));
  });

  it('[N1] closing the thread signs its note: the words stand in the record, later ones are the next part', async () => {
    const { name, thread } = freshNote();
    const grace = writer(name);
    grace.insert(0, 'Called her. ');
    await grace.send();
    await database.transaction(async (tx) => {
      await tx.query(sql`update thread set state = 'closed' where id = ${thread}`);
      await signHandover(tx, thread, 'Grace', Date.now());
    });
    expect(await database.query(sql`select text, signed_by from note where name = ${name}`)).toEqual([{ text: 'Called her. ', signed_by: 'Grace' }]);
    grace.insert(0, 'Too late. ');
    expect((await grace.post(at(grace.pending, 0))).code).toBe('note.closed');
    await database.query(sql`update thread set state = 'open' where id = ${thread}`);
    expect((await grace.post(at(grace.pending, 0))).code).toBe('note.closed');
    const addendum = writer(handoverName(thread, 2));
    addendum.insert(0, 'An addendum.');
    expect(await addendum.send()).toBe(200);
    const later = writer(name, record.colleague);
    expect(await later.read()).toBe(200);
    expect(later.text).toBe('Called her. ');
  });

  it('[N1] a note without words is not signed', async () => {
    const { name, thread } = freshNote();
    await writer(name).read();
    await database.transaction((tx) => signHandover(tx, thread, 'Grace', Date.now()));
    expect(await database.query(sql`select note_part from thread where id = ${thread}`)).toEqual([{ note_part: 1 }]);
  });

  it('[N3] a client id is its first writer’s: another device under it is refused, another tab of that device is not', async () => {
    const { name } = freshNote();
    const grace = writer(name);
    grace.insert(0, 'mine');
    await grace.send();
    const forged = forge(new NoteClient(server.url, record.colleague, name).doc, grace.doc.clientID, (doc) => doc.getText('text').insert(0, 'theirs'));
    expect((await writer(name, record.colleague).post(forged)).code).toBe('note.hostile');
    const tab = writer(name);
    await tab.read();
    tab.insert(4, ', in another tab');
    grace.insert(0, 'Still ');
    // Either tab may carry what the other wrote.
    expect((await tab.post(at(grace.pending, 0))).status).toBe(200);
    expect(await tab.send()).toBe(200);
    await grace.read();
    expect(grace.text).toBe('Still mine, in another tab');
  });

  it('[N3] a copy of another history is told to load anew; nothing of it is taken', async () => {
    const { name } = freshNote();
    const grace = writer(name);
    await grace.read();
    grace.insert(0, 'words');
    const answer = await grace.post(at(grace.pending, 0), { epoch: grace.base?.epoch ?? '', seq: 1, head: 'a'.repeat(64) });
    expect([answer.status, answer.code]).toEqual([409, 'note.otherHistory']);
    expect(await grace.send()).toBe(200);
  });

  it('[N3] a note takes so many characters and no more, and what is refused changes nothing', async () => {
    const { name, thread } = freshNote();
    const grace = writer(name);
    for (let i = 0; i < 4; i += 1) grace.insert(0, 'x'.repeat(4999));
    expect(await grace.send()).toBe(200);
    grace.insert(0, 'a little more');
    expect((await grace.post(at(grace.pending, 0))).code).toBe('note.full');
    const actor = await readActor(database, record.nurse.account);
    expect(await database.transaction((tx) => readRoom(tx, thread))).toBe(4);
    if (actor) await database.transaction((tx) => addWords(tx, thread, 'end', actor, Date.now()));
    const amina = writer(name, record.colleague);
    await amina.read();
    expect([amina.text.length, amina.text.slice(-4)]).toEqual([20_000, '\nend']);
    amina.insert(0, '');
    expect(parseNoteName(name)?.part).toBe(1);
  });

  it('[N2] two instances, hints lost: one line of rows, every word once on both', async () => {
    const { name } = freshNote();
    const second = await startServer({ ...database, notify: () => Promise.resolve() } as Database, { timers: false });
    try {
      const [grace, amina] = [writer(name), new NoteClient(second.url, record.colleague, name)];
      await Promise.all([grace.read(), amina.read()]);
      for (let round = 0; round < 10; round += 1) {
        grace.insert(0, `g${round} `);
        amina.insert(amina.text.length, ` a${round}`);
        expect(await Promise.all([grace.send(), amina.send()])).toEqual([200, 200]);
      }
      await Promise.all([grace.read(), amina.read()]);
      expect(grace.text).toBe(amina.text);
      expect(grace.base).toEqual(amina.base);
      for (let round = 0; round < 10; round += 1) {
        expect(grace.text.split(`g${round} `)).toHaveLength(2);
        expect(grace.text.split(` a${round}`)).toHaveLength(2);
      }
      expect((await rowsOf(name)).map(({ seq }) => seq)).toEqual(Array.from({ length: grace.base?.seq ?? 0 }, (_, i) => i + 1));
    } finally {
      await second.close();
    }
  });
});
