import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startJobs, type Job } from '../../sync-server/jobs/run-jobs.ts';
import { createLog } from '../../sync-server/log.ts';
import { openDatabase, type Database } from '../../sync-server/record/database.ts';
import { migrate } from '../../sync-server/record/migrate.ts';
import { describeEachDatabase } from '../support/databases.ts';

const log = createLog('silent');

describeEachDatabase('jobs', (createTarget) => {
  let database: Database;
  let ran: string[];
  beforeAll(async () => {
    database = await openDatabase(await createTarget());
    await migrate(database);
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    ran = [];
    await database.query(sql`delete from job`);
  });

  const job = (name: string, run: () => Promise<unknown> = () => Promise.resolve()): Job => ({
    name, everyMs: 86_400_000,
    run: () => {
      ran.push(name);
      return run();
    },
  });
  const dayPasses = () => database.query(sql`update job set begun_at = begun_at - interval '1 day'`);

  it('begin once per period, over all instances', async () => {
    const instances = [1, 2, 3].map(() => startJobs({ database, jobs: [job('nightly')], log, timers: false }));
    await Promise.all(instances.map((instance) => instance.runDue()));
    await Promise.all(instances.map((instance) => instance.runDue()));
    expect(ran).toEqual(['nightly']);
    await dayPasses();
    await Promise.all(instances.map((instance) => instance.runDue()));
    expect(ran).toEqual(['nightly', 'nightly']);
  });

  it('do not stop each other when one fails', async () => {
    const jobs = startJobs({ database, jobs: [job('broken', () => Promise.reject(new Error('no'))), job('whole')], log, timers: false });
    await jobs.runDue();
    expect(ran).toEqual(['broken', 'whole']);
    await dayPasses();
    await jobs.runDue();
    expect(ran).toHaveLength(4);
  });
});
