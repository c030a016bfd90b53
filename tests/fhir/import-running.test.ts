import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startWhole, type Whole } from '../http/whole.ts';
import { bundleText, patientEntry } from './build-bundle.ts';

const root = resolve(import.meta.dirname, '../..');
let whole: Whole;
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outpost-running-'));
  whole = await startWhole();
}, 60_000);
afterAll(async () => {
  await whole.close();
  await rm(folder, { recursive: true, force: true });
});

const run = (script: string, ...args: string[]) =>
  promisify(execFile)(process.execPath, [join(root, `sync-server/${script}.ts`), ...args], { env: { PATH: process.env['PATH'], DATA_DIR: whole.dataDir } });

it('goes through the running server, which answers everybody else meanwhile', async () => {
  const files = await Promise.all([0, 1, 2].map(async (file) => {
    const people = Array.from({ length: 150 }, (_, i) => patientEntry({ id: `f${file}-p${i}`, record: `R${file}-${i}`, family: `Runner${i}` }));
    const observations = Array.from({ length: 1500 }, (_, i) => ({ resource: { resourceType: 'Observation', id: `f${file}-o${i}`, status: 'final', code: { text: 'Pulse' }, subject: { reference: `urn:uuid:f${file}-p${i % 150}` } } }));
    const path = join(folder, `${file}.json`);
    await writeFile(path, bundleText([...people, ...observations]));
    return path;
  }));
  let importing = true;
  const waits: number[] = [];
  const asking = (async () => {
    while (importing) {
      const before = performance.now();
      expect((await whole.fetch('/api/clinics/riverside/public')).status).toBe(200);
      waits.push(performance.now() - before);
    }
  })();
  const { stdout } = await run('import', '--demo', '--clinic', 'riverside', ...files);
  importing = false;
  await asking;
  expect(stdout).toMatch(/Patient +450/);
  expect(stdout).toMatch(/3 of 3 files imported/);
  const [row] = await whole.app.database.query<{ n: number; clinics: number }>(
    sql`select count(*) as n, count(distinct c.suffix) as clinics from patient p join clinic c on c.id = p.clinic_id where p.family like 'Runner%' and c.suffix = 'riverside'`);
  expect(row).toEqual({ n: 450, clinics: 1 });
  // One step is what anybody waits for: 5,000 ms is five times the second that RELIABILITY allows.
  expect(waits.length).toBeGreaterThan(10);
  expect(Math.max(...waits)).toBeLessThan(5000);
  expect(whole.log()).not.toMatch(/Runner\d/);
}, 120_000);

it('says no where it must, in the running server’s words', async () => {
  const path = join(folder, '0.json');
  await expect(run('import', path)).rejects.toMatchObject({ code: 1, stdout: expect.stringMatching(/holds demo data.*--demo/s) as string });
  await expect(run('import', '--demo', '--clinic', 'nowhere', path)).rejects.toMatchObject({ stdout: expect.stringMatching(/no clinic "nowhere".*--clinic riverside/s) as string });
  await expect(run('import', '--demo', join(folder, 'absent.json'))).rejects.toMatchObject({ code: 1, stdout: expect.stringMatching(/absent\.json does not exist/) as string });
}, 60_000);

it('adds staff beside the running server', async () => {
  const { stdout } = await run('staff', 'add', '--clinic', 'riverside', '--name', 'Nia New', '--username', 'nia', '--role', 'nurse');
  expect(stdout).toMatch(/Nia New can sign in at Riverside Clinic[\s\S]*One-time password\s+\w+-\w+-\w+-\d\d/);
  expect(whole.log()).not.toContain(/One-time password\s+(\S+)/.exec(stdout)?.[1]);
}, 60_000);
