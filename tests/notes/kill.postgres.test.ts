import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { handoverName } from '../../schema/notes.ts';
import { openDatabase } from '../../sync-server/record/database.ts';
import { migrate } from '../../sync-server/record/migrate.ts';
import { describeEachDatabase, type DatabaseTarget } from '../support/databases.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { createServerProcess, type ServerProcess } from '../support/server-process.ts';
import { soakRuns } from '../support/soak.ts';
import { first, seedRecord, type SmallRecord } from '../views/small-record.ts';
import { NoteClient } from './note-client.ts';

const ROUNDS = soakRuns(6);
const points = ['noteBeforeCommit', 'noteAfterCommit', 'noteBeforeAnswer'] as const;

describeEachDatabase('kill -9 of the server while a note is written', (createTarget) => {
  const folder = mkdtempSync(join(tmpdir(), 'outpost-note-kill-'));
  const random = seededRandom(Number(process.env['OUTPOST_SEED'] ?? Date.now() % 1e9));
  let target: DatabaseTarget;
  let server: ServerProcess;
  let record: SmallRecord;

  beforeAll(async () => {
    target = await createTarget();
    const database = await openDatabase(target);
    await migrate(database);
    record = await seedRecord(database, 1);
    await database.close();
    const env = target.kind === 'postgres' ? { DATABASE_URL: target.url, DATA_DIR: folder } : { DATA_DIR: target.dataDir };
    server = await createServerProcess({ env: { ...env, LOG_LEVEL: 'error' }, logFile: join(folder, 'log') });
  });
  afterAll(async () => {
    await server.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  it('[N2] [N5] at every named point: acknowledged words are there, each once; unknown ones arrive when they are sent again', async () => {
    const name = handoverName(first(record).thread, 1);
    const writers = [record.nurse, record.colleague].map((person) => new NoteClient(server.url, person, name));
    const words: string[] = [];
    const unknown = async (writer: NoteClient): Promise<boolean> => writer.send().then((status) => status !== 200, () => true);
    for (let round = 0; round < ROUNDS; round += 1) {
      const point = points[round % points.length] ?? 'noteBeforeCommit';
      // The first row of a note is the server's own.
      expect(await server.startArmed(`${point}:${2 + Math.floor(random() * 8)}`), point).toBe(true);
      for (let typed = 0; server.running && typed < 30; typed += 1) {
        await Promise.all(writers.map(async (writer, i) => {
          const word = `r${round}w${i}n${typed} `;
          words.push(word);
          writer.insert(Math.floor(random() * 2) * writer.text.length, word);
          if (!(await unknown(writer)) && typed % 4 === 0) await writer.read().catch(() => undefined);
        }));
      }
      expect(await server.ended(10_000)).toBe('SIGKILL');
    }
    await server.start();
    for (const writer of writers) expect(await writer.send()).toBe(200);
    for (const writer of writers) expect(await writer.read()).toBe(200);
    const [one, two] = writers;
    expect(one?.text).toBe(two?.text);
    expect(one?.base).toEqual(two?.base);
    expect(words.filter((word) => one?.text.split(word).length !== 2)).toEqual([]);
    // Nothing that its device never gave up is missing, and nothing else came in.
    expect(one?.text.length).toBe(words.join('').length);
  }, 120_000);
});
