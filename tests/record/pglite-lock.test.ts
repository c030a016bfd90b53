import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../sync-server/record/database.ts';

let dataDir: string;
let children: ChildProcess[] = [];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'outpost-lock-'));
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  children = [];
  await rm(dataDir, { recursive: true, force: true });
});

const module = resolve(import.meta.dirname, '../../sync-server/record/database.ts');

/** Another process opens the directory, writes a row, says "open" and stays. */
function holdInOtherProcess(): { child: ChildProcess; said: Promise<string> } {
  const script = `
    import { sql } from 'drizzle-orm';
    import { openDatabase } from ${JSON.stringify(module)};
    const database = await openDatabase({ kind: 'pglite', dataDir: ${JSON.stringify(dataDir)} }).catch((error) => { console.log('refused ' + error.code + ' ' + error.message); process.exit(1); });
    await database.query(sql\`create table if not exists t (n int); insert into t values (1)\`);
    console.log('open');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { cwd: resolve(import.meta.dirname, '../..'), stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const said = new Promise<string>((heard) => child.stdout?.once('data', (data: Buffer) => heard(data.toString().trim())));
  return { child, said };
}

it('refuses a second process within 2 s, saying who has it and what to do', async () => {
  const database = await openDatabase({ kind: 'pglite', dataDir });
  const words = await holdInOtherProcess().said;
  expect(words).toContain('refused record.locked');
  expect(words).toContain(`process ${process.pid}`);
  expect(words).toContain('DATA_DIR');
  const refused = performance.now();
  await expect(openDatabase({ kind: 'pglite', dataDir })).rejects.toMatchObject({ code: 'record.locked' });
  expect(performance.now() - refused).toBeLessThan(2000);
  await database.close();
}, 120_000);

it('opens again at once after the other was killed with -9, with what it had committed', async () => {
  const { child, said } = holdInOtherProcess();
  expect(await said).toBe('open');
  const gone = new Promise((resolve_) => child.once('exit', resolve_));
  child.kill('SIGKILL');
  await gone;
  const database = await openDatabase({ kind: 'pglite', dataDir });
  expect(await database.query(sql`select n from t`)).toEqual([{ n: 1 }]);
  await database.close();
}, 120_000);

it('lets the next one in after a clean close', async () => {
  const first = await openDatabase({ kind: 'pglite', dataDir });
  await first.close();
  const second = await openDatabase({ kind: 'pglite', dataDir });
  await second.close();
});
