import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from 'drizzle-orm';
import * as Y from 'yjs';
import { ZERO_HEAD } from '../../schema/sync.ts';
import { viewName } from '../../schema/view-names.ts';
import type { OpenView } from '../../client/shared/sync/views/types.ts';
import { judgeAgain, touch } from '../../sync-server/record/touch.ts';
import type { Database } from '../../sync-server/record/database.ts';
import { nextHead, readLog } from '../../sync-server/views/linear-history.ts';
import { createPostgresTarget } from '../support/databases.ts';
import { takeBackup } from './backup.ts';
import { openDevice, readDisks, type Device } from './device.ts';
import { createRandom, makeFlaky } from './flaky-database.ts';
import { openRecord, sectionOf } from './open-record.ts';
import { until } from './raw-socket.ts';
import { startServer, type RunningServer } from './running-server.ts';
import { at, say, seedRecord, target, threadsOf, type SmallRecord } from './small-record.ts';

/** Seeds that failed once, for ever. */
const pinned: readonly number[] = [];
const SEEDS = Number(process.env['SEEDS'] ?? 200);
const STEPS = 20;
const AT_ONCE = 6;

let database: Database;
let servers: RunningServer[];

beforeAll(async () => {
  database = await openRecord(await createPostgresTarget());
  const random = createRandom(7);
  servers = await Promise.all([0, 1].map(() => startServer(makeFlaky(database, random, 0.01), { projectorDatabase: makeFlaky(database, random, 0.08), timers: false, pollMs: 150 })));
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
  await database.close();
});

interface World {
  readonly record: SmallRecord;
  readonly names: readonly string[];
  readonly devices: { device: Device; opened: OpenView[]; readonly server: number; readonly sockets: boolean }[];
  backup: (() => Promise<void>) | null;
}

const open = (world: World, device: Device): OpenView[] => world.names.slice(0, 2).map((name) => device.views.open(name));
function startDevice(world: World, server: number, sockets: boolean, old?: Device): World['devices'][number] {
  const device = openDevice(at(servers, server).url, world.record.nurse, { sockets, ...(old ? { disk: old.disk } : {}) });
  return { device, opened: open(world, device), server, sockets };
}

/** Everything that happens to a clinic's server on the worst of days, in an order the seed decides. */
async function step(world: World, random: () => number): Promise<void> {
  const { record, names } = world;
  const name = at(names, Math.floor(random() * names.length));
  const projector = at(servers, Math.floor(random() * 2)).projector;
  const i = Math.floor(random() * 2);
  const dice = random();
  if (dice < 0.3) await database.transaction((tx) => say(tx, target(record, i), dice < 0.03 ? 'ü'.repeat(7000) : `words ${random()}`));
  else if (dice < 0.46) await Promise.all([...(random() < 0.5 ? servers : [at(servers, 0)])].map((server) => server.projector.settle(names, 2000)));
  else if (dice < 0.6) await at(world.devices, Math.floor(random() * world.devices.length)).device.views.refresh();
  else if (dice < 0.66) {
    const which = Math.floor(random() * world.devices.length);
    const old = at(world.devices, which);
    await old.device.close();
    world.devices[which] = startDevice(world, Math.floor(random() * 2), old.sockets, old.device);
  } else if (dice < 0.7) await projector.rebuild(name).catch(() => undefined);
  else if (dice < 0.74) await database.query(sql`delete from view where name = ${name}`);
  else if (dice < 0.77) await database.query(sql`delete from view_log where view = ${name} and seq = (select max(seq) - ${i}::int from view_log where view = ${name})`);
  else if (dice < 0.8) await database.transaction((tx) => touch(tx, [judgeAgain(name)]));
  else if (dice < 0.88 || !world.backup) world.backup = await takeBackup(database, names, record.clinic);
  else await world.backup();
}

/** V4's promise, at any moment: where the server holds exactly a device's row, the device holds exactly its content. */
async function checkDevice({ device }: World['devices'][number], world: World): Promise<void> {
  const disks = await readDisks(device.disk, world.record.nurse.account, world.names);
  for (const [i, name] of world.names.entries()) {
    const held = disks[i];
    if (!held) continue;
    const rows = (await readLog(database, name, held.epoch, 0)).filter((row) => row.seq <= held.seq);
    // A log with a hole is no history: the server holds nothing until it has begun anew.
    if (rows.at(-1)?.head !== held.head || rows.some((row, n) => row.seq !== n + 1)) continue;
    const doc = new Y.Doc();
    for (const row of rows) Y.applyUpdate(doc, row.update);
    for (const [section, entries] of Object.entries(held.sections)) expect(entries).toEqual(sectionOf(doc, section));
  }
}

/** When it is quiet again: one line per view, equal to the record, and on every device and screen. */
async function checkEnd(world: World): Promise<void> {
  const [one, two] = [at(servers, 0).projector, at(servers, 1).projector];
  for (const name of world.names) {
    // The faults go on while we look: asked until it is answered.
    await until(() => one.ensure(name).then(() => true, () => false), 20_000);
    await until(async () => Object.keys(await one.settle([name], 5000)).length === 1, 20_000);
    await until(() => one.rows(name, null, 1e9).then(() => true, () => false), 20_000);
    const rows = (await two.rows(name, null, 1e9))?.rows ?? [];
    expect((await one.rows(name, null, 1e9))?.rows.map((row) => row.head)).toEqual(rows.map((row) => row.head));
    let head = ZERO_HEAD;
    for (const [i, row] of rows.entries()) {
      head = nextHead(head, row.update);
      expect({ seq: row.seq, head: row.head }).toEqual({ seq: i + 1, head });
    }
  }
  const words = async (i: number) => (await database.query<{ text: string }>(sql`select text from message where thread_id = ${target(world.record, i).thread}`)).map((row) => row.text).sort();
  for (const entry of world.devices) {
    let lack: unknown = null;
    await until(async () => {
      if (!entry.sockets) await entry.device.views.refresh();
      lack = await findLack(world, entry, words);
      return lack === null;
    }, 60_000, 60).catch(() => { throw new Error(`A device ${entry.sockets ? 'with a socket' : 'by HTTP'} never got there: ${JSON.stringify(lack)}`); });
    await checkDevice(entry, world);
  }
}

/** What a device's disk or screen still lacks of the record; null: nothing. */
async function findLack(world: World, { device, opened }: World['devices'][number], words: (i: number) => Promise<string[]>): Promise<unknown> {
  const disks = await readDisks(device.disk, world.record.nurse.account, opened.map((view) => view.name));
  for (const [i, view] of opened.entries()) {
    const row = (await database.query<{ epoch: string; seq: number; head: string }>(sql`select epoch, seq, head from view where name = ${view.name}`))[0];
    const held = disks[i];
    const shown = view.sections();
    const texts = Object.values(shown?.['messages'] ?? {}).map((entry) => (entry as { text: string }).text).sort();
    if (!row || held?.epoch !== row.epoch || held.head !== row.head || view.position()?.seq !== held.seq) {
      return { row, held: held && { ...held, sections: null }, shown: view.position(), freshness: view.freshness(), contacts: device.contacts.slice(-3), failures: device.failures.map(String) };
    }
    if (!isDeepStrictEqual(shown, held.sections)) return { shown, held };
    if (!isDeepStrictEqual(texts, await words(i))) return { texts, words: await words(i) };
  }
  return null;
}

async function live(seed: number): Promise<void> {
  const random = createRandom(seed);
  const record = await seedRecord(database, 2);
  const names = [threadsOf(record, 0), threadsOf(record, 1), viewName.triage(target(record).patient), viewName.queue(record.clinic, 'messages')];
  const world: World = { record, names, devices: [], backup: null };
  try {
    for (const sockets of [true, false, true]) world.devices.push(startDevice(world, Math.floor(random() * 2), sockets));
    for (let i = 0; i < STEPS; i += 1) {
      await step(world, random);
      if (i % 7 === 6) for (const device of world.devices) await checkDevice(device, world);
    }
    await checkEnd(world);
  } finally {
    await Promise.all(world.devices.map(({ device }) => device.close()));
  }
}

it(`[V3] [V4] two instances, lost hints, killed transactions, restored records, deleted state: no fork, no silent divergence (${SEEDS} seeds)`, async () => {
  const from = Number(process.env['SEED'] ?? Date.now() % 1_000_000_000);
  const seeds = process.env['SEED'] ? [from] : [...pinned, ...Array.from({ length: SEEDS }, (_, i) => from + i)];
  const failed: string[] = [];
  const next = seeds.values();
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (const seed of next) {
      try {
        await live(seed);
      } catch (error) {
        failed.push(`seed ${seed}: ${error instanceof Error ? error.stack ?? error.message : String(error)}`);
      }
    }
  }));
  expect(failed).toEqual([]);
}, 600_000);
