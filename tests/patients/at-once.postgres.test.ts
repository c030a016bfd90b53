import { sql, type SQL } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { insertStaff, insertThread } from '../support/clinic-rows.ts';
import { createPostgresTarget } from '../support/databases.ts';
import { until } from '../support/until.ts';
import { openServing, type Serving } from '../requests/serving.ts';
import { openPatientWorld, type PatientWorld } from './patient-world.ts';

// What two people decide in the same moment: on Postgres, where the second waits at the row the first has locked. ----------

let world: PatientWorld;
/** A second server on the same record: in one, requests about one patient take turns before they come to a row. */
let beside: Serving;
beforeAll(async () => {
  const target = await createPostgresTarget();
  world = await openPatientWorld(target);
  beside = await openServing(target);
});
afterAll(async () => {
  await beside.close();
  await world.close();
});

/** Holds a row until everyone who asks is waiting for it, in the order they asked. */
async function meetAt<T>(row: SQL, asks: readonly (() => Promise<T>)[]): Promise<T[]> {
  const { database } = world.serving;
  const waiting = async (): Promise<number> =>
    (await database.query<{ n: number }>(sql`select count(*) as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`))[0]?.n ?? 0;
  const asked: Promise<T>[] = [];
  let go: () => void = () => undefined;
  const held = new Promise<void>((resolve) => { go = resolve; });
  const holding = database.transaction(async (tx) => {
    await tx.query(row);
    await held;
  });
  for (const [index, ask] of asks.entries()) {
    asked.push(ask());
    await until(async () => (await waiting()) === index + 1);
  }
  go();
  await holding;
  return Promise.all(asked);
}

it('[B2] of two who claim a thread at once the second hears who has it', async () => {
  const { database } = world.serving;
  const other = await insertStaff(database, world.clinic, 'Amina Otieno');
  const thread = await insertThread(database, world.clinic, await world.addPatient());
  const [first, second] = await meetAt(sql`select 1 from thread where id = ${thread.thread} for update`, [
    () => world.send(world.nurse, 'thread.claim', thread), () => beside.one(other.device.request('thread.claim', thread), other.cookie),
  ]);
  expect(first?.state).toBe('done');
  expect(second?.outcome?.refusal).toMatchObject({ code: 'thread.taken', params: { by: 'Grace Wanjiru' } });
});

it('[C93] an e-mail corrected in the moment its owner is let in is the one that signs in', async () => {
  const other = await insertStaff(world.serving.database, world.clinic, 'Amina Otieno', ['portal_coordinator']);
  const patient = await world.addPatient({ email: 'old@example.org', phone: '+254712345678', phoneFit: true });
  const [activated, corrected] = await meetAt(sql`select 1 from patient where id = ${patient} for update`, [
    () => world.send(world.coordinator, 'patient.activate', { patient }),
    () => world.send(other, 'patient.contact', { patient, field: 'email', value: 'new@example.org' }),
  ]);
  expect([activated?.state, corrected?.state]).toEqual(['done', 'done']);
  expect((await world.account(patient))?.identifier).toBe('new@example.org');
});
