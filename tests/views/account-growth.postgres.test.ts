import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import * as Y from 'yjs';
import { newId } from '../../schema/ids.ts';
import { viewName } from '../../schema/view-names.ts';
import { accountProjectors } from '../../sync-server/accounts/project.ts';
import type { Log } from '../../sync-server/log.ts';
import { arrayParam, type Database } from '../../sync-server/record/database.ts';
import { touch } from '../../sync-server/record/touch.ts';
import type { Projector } from '../../sync-server/views/projector-types.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { openProjector, openRecord, readWhole, sectionOf, silent } from './open-record.ts';
import { first, seedRecord, type SmallRecord } from './small-record.ts';

const MAX = 256 * 1024;

describeEachDatabase('Growth of an account', (createTarget) => {
  let database: Database;
  let record: SmallRecord;
  let projector: Projector;
  const told: unknown[] = [];
  beforeAll(async () => {
    database = await openRecord(await createTarget());
    const log: Log = { ...silent, error: (...words: unknown[]) => void told.push(words), warn: (...words: unknown[]) => void told.push(words) };
    projector = openProjector(database, { projectors: accountProjectors, log });
  });
  beforeEach(async () => {
    record = await seedRecord(database, 1);
    told.length = 0;
  });
  afterAll(async () => {
    await projector.close();
    await database.close();
  });

  const view = (): string => viewName.account(record.nurse.account);
  const outcomes = async (): Promise<Record<string, { outcome: { state: string } }>> => sectionOf((await readWhole(projector, view())).doc, 'outcomes') as never;
  const states = async (): Promise<Record<string, number>> => Object.fromEntries([...Map.groupBy(Object.values(await outcomes()), ({ outcome }) => outcome.state)].map(([state, all]) => [state, all.length]));
  let clock = Date.UTC(2026, 0, 1);
  /** As the pipeline stores them, each one second after the one before. */
  async function answer(count: number, state: 'done' | 'declined'): Promise<string[]> {
    const ids = Array.from({ length: count }, () => newId());
    await database.transaction(async (tx) => {
      await tx.query(sql`
        insert into request (id, account_id, device_id, n, type, v, clinic_id, patient_id, bytes, signature, device_time, received_at, stamp, outcome, touched)
        select r.id, ${record.nurse.account}, d.id, r.n, 'message.seen', 1, ${record.clinic}, null, '{}', '', now(), now() - interval '20 days' + ${(clock - Date.UTC(2026, 0, 1)) / 1000}::float8 * interval '1 second' + r.n * interval '1 millisecond',
               1, ${JSON.stringify({ state, at: 1, ...(state === 'declined' ? { refusal: { code: 'thread.closed' } } : {}) })}::jsonb, '{}'
        from unnest(${arrayParam(ids)}::text[]) with ordinality as r (id, n), (select id from device where account_id = ${record.nurse.account} limit 1) d`);
      await touch(tx, ids.map((entry) => ({ view: view(), section: 'outcomes', entry })));
    });
    clock += 1000;
    await projector.drain();
    return ids;
  }

  it('[V6] [R2] a month of 9,000 answers: the newest 500 that were done, and every one that asks for a person; the view stays small', async () => {
    await projector.ensure(view());
    const declined = await answer(7, 'declined');
    for (let day = 0; day < 29; day += 1) await answer(300, 'done');
    const last = await answer(300, 'done');
    const held = await outcomes();
    expect([...declined, ...last].filter((id) => held[id] === undefined)).toEqual([]);
    const counted = await states();
    expect(counted['declined']).toBe(7);
    expect(counted['done']).toBeGreaterThanOrEqual(500);
    expect(counted['done']).toBeLessThanOrEqual(600);
    expect(Y.encodeStateAsUpdate((await readWhole(projector, view())).doc).byteLength).toBeLessThanOrEqual(MAX);
    const [log] = await database.query<{ bytes: number }>(sql`select bytes from view where name = ${view()}`);
    expect(log?.bytes).toBeLessThanOrEqual(4 * MAX);
    await projector.rebuild(view());
    expect(await states()).toEqual({ declined: 7, done: 500 });
    const anew = await outcomes();
    expect(last.filter((id) => anew[id] === undefined)).toEqual([]);
  }, 60_000);

  it('[V2] [V6] what is thirty days old leaves at night, and is no difference from the record', async () => {
    await answer(40, 'done');
    const old = await answer(3, 'declined');
    const before = await projector.ensure(view());
    await database.query(sql`update request set received_at = received_at - interval '31 days' where account_id = ${record.nurse.account} and id <> ${old[0] ?? ''}`);
    await projector.check();
    expect(told).toEqual([]);
    expect(Object.keys(await outcomes())).toEqual([old[0]]);
    expect((await projector.ensure(view())).epoch).toBe(before.epoch);
    await database.query(sql`update request set outcome = jsonb_set(outcome, '{at}', '2') where id = ${old[0] ?? ''}`);
    await projector.check();
    expect(JSON.stringify(told)).toContain('drift');
  });

  it('[V6] 800 notices: a dismissed one is gone at once, one that was not read stays however old', async () => {
    await projector.ensure(view());
    const ids = Array.from({ length: 800 }, () => newId());
    const touches = ids.map((entry) => ({ view: view(), section: 'notices', entry }));
    await database.transaction(async (tx) => {
      await tx.query(sql`
        insert into notice (id, account_id, code, patient_id, at) select n.id, ${record.nurse.account}, 'register.superseded', ${first(record).id}, now() - interval '5 years' + n.i * interval '2 days'
        from unnest(${arrayParam(ids)}::text[]) with ordinality as n (id, i)`);
      await touch(tx, touches);
    });
    await projector.drain();
    const all = sectionOf((await readWhole(projector, view())).doc, 'notices');
    expect(Object.keys(all)).toHaveLength(800);
    expect(Y.encodeStateAsUpdate((await readWhole(projector, view())).doc).byteLength).toBeLessThanOrEqual(MAX);
    await database.transaction(async (tx) => {
      await tx.query(sql`update notice set dismissed_at = now() where id = any(${arrayParam(ids.slice(3))}::text[])`);
      await touch(tx, touches);
    });
    await projector.drain();
    expect(Object.keys(sectionOf((await readWhole(projector, view())).doc, 'notices')).toSorted()).toEqual(ids.slice(0, 3).toSorted());
  });
});
