import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import * as Y from 'yjs';
import { viewKinds } from '../../schema/view-kinds.ts';
import { viewName } from '../../schema/view-names.ts';
import { createMetrics } from '../../sync-server/http/metrics.ts';
import { startJobs } from '../../sync-server/jobs/run-jobs.ts';
import type { Log } from '../../sync-server/log.ts';
import { arrayParam, type Database } from '../../sync-server/record/database.ts';
import { touch } from '../../sync-server/record/touch.ts';
import { contentBytes } from '../../sync-server/views/upkeep.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { writeMessages } from '../support/write-messages.ts';
import { openProjector, openRecord, readWhole, sectionOf, silent, textsOf } from './open-record.ts';
import { insertPatient, insertThread, seedRecord, target, threadsOf, type SmallRecord } from './small-record.ts';

describeEachDatabase('Upkeep of views', (createTarget) => {
  let database: Database;
  let record: SmallRecord;
  beforeAll(async () => { database = await openRecord(await createTarget()); });
  beforeEach(async () => { record = await seedRecord(database, 1); });
  afterAll(() => database.close());

  it('[V4] [V6] 10,000 changes to 200 items: the log stays below four times what the view says, and few epochs begin', async () => {
    const threads = await database.transaction(async (tx) => {
      const made: string[] = [];
      for (let i = 0; i < 199; i += 1) made.push(await insertThread(tx, record.clinic, await insertPatient(tx, record.clinic, `Somebody ${i}`)));
      return made;
    });
    const queue = viewName.queue(record.clinic, 'messages');
    const projector = openProjector(database);
    await projector.ensure(queue);
    const epochs = new Set<string>();
    let widest = 0;
    for (let round = 0; round < 100; round += 1) {
      const changed = Array.from({ length: 100 }, (_, i) => threads[(round * 100 + i * 7) % threads.length] ?? '');
      await database.transaction(async (tx) => {
        await tx.query(sql`update thread set subject = ${`Round ${round} of many`}, last_at = now() where id = any(${arrayParam(changed)})`);
        await touch(tx, changed.map((entry) => ({ view: queue, section: 'items', entry })));
      });
      await projector.drain();
      const [at] = await database.query<{ epoch: string; bytes: number }>(sql`select epoch, bytes from view where name = ${queue}`);
      epochs.add(at?.epoch ?? '');
      widest = Math.max(widest, at?.bytes ?? 0);
    }
    const { doc } = await readWhole(projector, queue);
    const content = contentBytes(doc, ['meta', ...viewKinds.queue.sections]);
    expect(Object.keys(sectionOf(doc, 'items'))).toHaveLength(200);
    // What it is looked at by is 32 KB.
    expect(widest).toBeLessThan(4 * content + 48 * 1024);
    expect(Y.encodeStateAsUpdate(doc).byteLength).toBeLessThan(4 * content);
    expect(epochs.size).toBeGreaterThan(5);
    expect(epochs.size).toBeLessThan(25);
    await projector.close();
  }, 120_000);

  it('[V4] a view that is small, or grows by what it says, keeps its epoch', async () => {
    const projector = openProjector(database);
    const { epoch } = await projector.ensure(threadsOf(record));
    for (let i = 0; i < 40; i += 1) {
      await writeMessages(database, target(record), 5);
      await projector.drain();
    }
    expect((await projector.ensure(threadsOf(record))).epoch).toBe(epoch);
    await projector.close();
  });

  it('[V2] every night, once for all instances: what differs from the record is found, told and made anew; what does not stays', async () => {
    const told: unknown[] = [];
    const log: Log = Object.assign(Object.create(silent) as typeof silent, { error: (what: object) => void told.push(what) });
    const counts = [createMetrics(), createMetrics()];
    const instances = counts.map((metrics) => openProjector(database, { log, metrics }));
    const [projector] = instances;
    if (!projector) throw new Error('No projector');
    await writeMessages(database, target(record), 600);
    const view = threadsOf(record);
    const triage = viewName.triage(target(record).patient);
    await projector.ensure(view);
    const calm = await projector.ensure(triage);
    let runs = 0;
    const night = async (): Promise<void> => {
      const jobs = instances.map((one) => startJobs({
        database, log, timers: false,
        jobs: [{ name: 'views.check', everyMs: 86_400_000, run: () => { runs += 1; return one.check(); } }],
      }));
      await Promise.all(jobs.map((one) => one.runDue()));
      await Promise.all(jobs.map((one) => one.close()));
      await database.query(sql`delete from job`);
    };
    const drifts = async (): Promise<number> => (await Promise.all(counts.map(async ({ registry }) => Number(/outpost_view_drift_total (\d+)/.exec(await registry.metrics())?.[1]))))
      .reduce((sum, count) => sum + count, 0);

    await night();
    expect([runs, told]).toEqual([1, []]);

    const pages = async () => database.query<{ hash: string; body: string }>(sql`select hash, body from view_page where view = ${view} order by hash`);
    const plant: [string, (() => Promise<unknown>)][] = [
      ['a message changed', () => database.query(sql`update message set text = 'changed behind its back' where thread_id = ${target(record).thread} and seq = 601`)],
      ['a sealed message changed', () => database.query(sql`update message set text = 'changed long ago' where thread_id = ${target(record).thread} and seq = 3`)],
      ['a page altered', () => database.query(sql`update view_page set body = replace(body, 'weather', 'whether') where view = ${view}`)],
      ['a page lost', () => database.query(sql`delete from view_page where view = ${view}`)],
    ];
    for (const [what, go] of plant) {
      const before = await projector.ensure(view);
      const counted = await drifts();
      told.length = 0;
      await go();
      await night();
      expect(JSON.stringify(told), what).toContain('drift');
      expect(JSON.stringify(told), what).not.toContain('behind its back');
      expect(await drifts(), what).toBeGreaterThan(counted);
      expect((await projector.ensure(view)).epoch, what).not.toBe(before.epoch);
      told.length = 0;
      await night();
      expect(told, what).toEqual([]);
    }
    expect(textsOf((await readWhole(projector, view)).doc)).toContain('changed behind its back');
    const bodies = (await pages()).map(({ body }) => body).join('');
    expect([bodies.includes('changed long ago'), bodies.includes('whether')]).toEqual([true, false]);
    expect(Object.keys(sectionOf((await readWhole(projector, view)).doc, 'pages')).toSorted()).toEqual((await pages()).map(({ hash }) => hash));
    expect(await projector.ensure(triage)).toEqual(calm);
    await Promise.all(instances.map((one) => one.close()));
  }, 60_000);
});
