import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { sql } from 'drizzle-orm';
import * as Y from 'yjs';
import { viewMeta } from '../../schema/views.ts';
import { WRITER } from '../../sync-server/views/linear-history.ts';
import { touch, wholeView, judgeAgain } from '../../sync-server/record/touch.ts';
import type { Database } from '../../sync-server/record/database.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { openProjector, openRecord, readWhole, sectionOf, textsOf } from './open-record.ts';
import { say, seedRecord, target, threadsOf, type SmallRecord } from './small-record.ts';

describeEachDatabase('Views of the record', (createTarget) => {
  let database: Database;
  let record: SmallRecord;
  beforeAll(async () => { database = await openRecord(await createTarget()); });
  beforeEach(async () => { record = await seedRecord(database); });
  afterAll(() => database.close());

  const speak = (text: string, i = 0) => database.transaction((tx) => say(tx, target(record, i), text));

  it('[V2] is made on demand, whole, and follows every touched change', async () => {
    const projector = openProjector(database);
    const view = threadsOf(record);
    expect(await projector.rows(view, null, 1000)).toBeNull();
    await projector.ensure(view);
    expect(textsOf((await readWhole(projector, view)).doc)).toEqual(['first words']);
    await speak('second words');
    await projector.drain();
    const { doc, position } = await readWhole(projector, view);
    expect(textsOf(doc)).toEqual(['first words', 'second words']);
    expect(viewMeta.parse(doc.getMap('meta').toJSON()).seq).toBe(position.seq);
  });

  it('[V2] writes only differences: touches that change nothing make no row', async () => {
    const projector = openProjector(database);
    const view = threadsOf(record);
    const before = await projector.ensure(view);
    await database.transaction((tx) => touch(tx, [wholeView(view), { view, section: 'messages', entry: 'absent' }]));
    await projector.drain();
    expect(await projector.ensure(view)).toEqual(before);
    expect(await database.query(sql`select 1 from touch`)).toEqual([]);
  });

  it('[V2] drops touches of views that nobody has, and loses none of a view that is being made', async () => {
    const one = openProjector(database);
    const two = openProjector(database);
    const view = threadsOf(record);
    // Speaking, building and sweeping at once, over and over: what was said is always there afterwards.
    for (let round = 0; round < 15; round += 1) {
      await database.query(sql`delete from view where name = ${view}`);
      await Promise.all([speak(`round ${round} a`), one.ensure(view), two.drain(), speak(`round ${round} b`), one.drain(), two.ensure(view)]);
      await two.drain();
      const texts = textsOf((await readWhole(one, view)).doc);
      expect(texts).toEqual(expect.arrayContaining([`round ${round} a`, `round ${round} b`]));
    }
  });

  it('[V2] shows an entry that fails its shape as unreadable, alarms, and goes on with the rest', async () => {
    const alarms: unknown[] = [];
    const log = { ...console, error: (what: object) => void alarms.push(what), warn: () => undefined, fatal: () => undefined };
    const projector = openProjector(database, { log });
    const view = threadsOf(record);
    await projector.ensure(view);
    const bad = await speak('fits');
    await database.query(sql`update message set text = ${'x'.repeat(9000)} where id = ${bad}`);
    await database.query(sql`update thread set subject = subject, to_ref = 'no id' where id = ${target(record).thread}`);
    await speak('goes on');
    await projector.drain();
    const { doc } = await readWhole(projector, view);
    expect(sectionOf(doc, 'threads')).toEqual({ [target(record).thread]: { unreadable: true } });
    expect(textsOf(doc)).toContain('goes on');
    expect(JSON.stringify(alarms)).toContain('unreadable');
    expect(JSON.stringify(alarms)).not.toContain('goes on');
  });

  it('[V2] one view that fails stops no other, and is tried again', async () => {
    let broken = true;
    const { messageProjectors } = await import('../../sync-server/messages/project.ts');
    const projectors = messageProjectors.map((projector) => ({
      ...projector,
      project: (...args: Parameters<typeof projector.project>) => {
        if (broken && projector.kind === 'triage') throw new Error('broken on purpose');
        return projector.project(...args);
      },
    }));
    let clock = Date.now();
    const projector = openProjector(database, { projectors, now: () => clock });
    const triage = `triage/${target(record).patient}`;
    await expect(projector.ensure(triage)).rejects.toThrow('broken on purpose');
    await projector.ensure(threadsOf(record));
    await speak('still heard');
    await projector.drain();
    expect(textsOf((await readWhole(projector, threadsOf(record))).doc)).toContain('still heard');
    expect(await projector.rows(triage, null, 1000)).toBeNull();
    broken = false;
    clock += 60_000;
    await projector.drain();
    expect(Object.keys(sectionOf((await readWhole(projector, triage)).doc, 'threads'))).toHaveLength(1);
  });

  it('[V3] is one line of rows under one client id, each head over the one before, and rows stay under 32 KB', async () => {
    const projector = openProjector(database);
    for (let i = 0; i < 40; i += 1) await speak('ü'.repeat(3900));
    await projector.ensure(threadsOf(record));
    for (let i = 0; i < 3; i += 1) {
      await speak(`later ${i}`);
      await projector.drain();
    }
    const rows = await database.query<{ seq: number; update: Uint8Array }>(sql`select seq, update from view_log where view = ${threadsOf(record)} order by seq`);
    expect(rows.map((row) => row.seq)).toEqual(rows.map((_, i) => i + 1));
    expect(rows.length).toBeGreaterThan(12);
    expect(Math.max(...rows.map((row) => row.update.byteLength))).toBeLessThanOrEqual(32 * 1024);
    const { doc } = await readWhole(projector, threadsOf(record));
    expect([...Y.decodeStateVector(Y.encodeStateVector(doc)).keys()]).toEqual([WRITER]);
    // A second projector that has seen nothing yet continues the same line.
    const other = openProjector(database);
    await speak('from the other');
    await other.drain();
    await speak('and back');
    await projector.drain();
    const { heads, doc: merged } = await readWhole(projector, threadsOf(record));
    expect((await readWhole(other, threadsOf(record))).heads).toEqual(heads);
    expect(textsOf(merged)).toEqual(expect.arrayContaining(['and back', 'from the other']));
  });

  it('[V3] an error after writing throws the copy away: the next row continues what was committed', async () => {
    let failAt = 'none';
    const failing: Database = {
      ...database,
      transaction: (work) => database.transaction(async (tx) => {
        const result = await work(tx);
        if (failAt === 'before') throw new Error('rolled back');
        return result;
      }).then((result) => {
        if (failAt === 'unknown') throw new Error('commit unknown');
        return result;
      }),
    };
    const projector = openProjector(failing);
    await projector.ensure(threadsOf(record));
    for (const [i, kind] of ['before', 'unknown', 'before', 'unknown', 'unknown'].entries()) {
      await speak(`word ${i}`);
      failAt = kind;
      await projector.settle([threadsOf(record)], 5000);
      failAt = 'none';
      await speak(`next ${i}`);
      await projector.settle([threadsOf(record)], 5000);
    }
    const { doc, position } = await readWhole(projector, threadsOf(record));
    expect(textsOf(doc)).toHaveLength(11);
    const fresh = await readWhole(openProjector(database), threadsOf(record));
    expect(fresh.position).toEqual(position);
    expect(sectionOf(fresh.doc, 'messages')).toEqual(sectionOf(doc, 'messages'));
  });

  it('[V3] tells the position that carries what is committed now', async () => {
    const projector = openProjector(database);
    await projector.ensure(threadsOf(record));
    const id = await speak('carried');
    const settled = await projector.settle([threadsOf(record), threadsOf(record, 1), 'clinic/nobody'], 5000);
    expect(Object.keys(settled)).toEqual([threadsOf(record)]);
    const { doc, position } = await readWhole(projector, threadsOf(record));
    expect(settled[threadsOf(record)]).toEqual({ epoch: position.epoch, seq: position.seq });
    expect(Object.keys(sectionOf(doc, 'messages'))).toContain(id);
  });

  it('[V5] marks the row of a grant change, before anything that came with or after it', async () => {
    const projector = openProjector(database);
    const view = threadsOf(record);
    await projector.ensure(view);
    await database.transaction(async (tx) => {
      for (let i = 0; i < 6; i += 1) await say(tx, target(record), 'ü'.repeat(7000));
      await touch(tx, [judgeAgain(view)]);
    });
    await projector.drain();
    await database.transaction((tx) => touch(tx, [judgeAgain(view)]));
    await projector.drain();
    const rows = await database.query<{ seq: number; judge: boolean }>(sql`select seq, judge from view_log where view = ${view} order by seq`);
    expect(rows.length).toBeGreaterThan(7);
    expect(rows.map((row) => row.judge)).toEqual(rows.map((_, i) => i === 1 || i === rows.length - 1));
  });

  it('[V4] begins a new epoch when it is rebuilt, when its state was deleted and when its log has a hole', async () => {
    const projector = openProjector(database);
    const view = threadsOf(record);
    const before = await projector.ensure(view);
    await projector.rebuild(view);
    const rebuilt = await projector.ensure(view);
    expect(rebuilt.epoch).not.toBe(before.epoch);
    expect(await projector.rows(view, before, 1000)).toMatchObject({ reset: true, epoch: rebuilt.epoch });

    await database.query(sql`delete from view where name = ${view}`);
    await speak('meanwhile');
    await projector.drain();
    const made = await projector.ensure(view);
    expect(made.epoch).not.toBe(rebuilt.epoch);

    await speak('another row');
    await projector.drain();
    await database.query(sql`delete from view_log where view = ${view} and seq = 1`);
    expect(await projector.rows(view, null, 1000)).toMatchObject({ reset: true });
    const healed = await projector.ensure(view);
    expect(healed.epoch).not.toBe(made.epoch);

    await database.query(sql`delete from view_log where view = ${view}`);
    await speak('after the log was lost');
    await projector.drain();
    const last = await readWhole(projector, view);
    expect(last.position.epoch).not.toBe(healed.epoch);
    expect(textsOf(last.doc)).toEqual(['after the log was lost', 'another row', 'first words', 'meanwhile']);
  });

  it('[V4] holds a position only when epoch, seq and head are exactly a row of its log', async () => {
    const projector = openProjector(database);
    const view = threadsOf(record);
    const at = await projector.ensure(view);
    await speak('one more');
    await projector.drain();
    const page = async (since: typeof at) => (await projector.rows(view, since, 1000))?.reset;
    expect(await page(at)).toBe(false);
    expect(await page({ ...at, seq: at.seq + 1 })).toBe(true);
    expect(await page({ ...at, head: 'f'.repeat(64) })).toBe(true);
    expect(await page({ ...at, epoch: at.epoch.split('').reverse().join('') })).toBe(true);
    expect(await page({ ...at, seq: 0, head: '0'.repeat(64) })).toBe(false);
  });

  it('[V2] the nightly check finds and repairs a change that forgot its touch', async () => {
    const alarms: unknown[] = [];
    const projector = openProjector(database, { log: { ...console, error: (what: object) => void alarms.push(what), warn: () => undefined, fatal: () => undefined } });
    await projector.ensure(threadsOf(record));
    await database.query(sql`update message set text = 'changed behind its back' where thread_id = ${target(record).thread}`);
    await projector.drain();
    expect(textsOf((await readWhole(projector, threadsOf(record))).doc)).toEqual(['first words']);
    await projector.check();
    expect(textsOf((await readWhole(projector, threadsOf(record))).doc)).toEqual(['changed behind its back']);
    expect(JSON.stringify(alarms)).toContain('drift');
    alarms.length = 0;
    await projector.check();
    expect(alarms).toEqual([]);
  });
});
