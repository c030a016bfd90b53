import { fork } from 'node:child_process';
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Context } from 'hono';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { placeBuild, startBuildFolder } from '../../.ci/place-build.ts';
import { readStaticFiles } from '../../sync-server/http/static-files.ts';

let home = '';
beforeEach(() => void (home = mkdtempSync(join(tmpdir(), 'outpost-build-'))));
afterEach(() => rmSync(home, { recursive: true, force: true }));

const paths = ['staff/index.html', 'patient/index.html', ...Array.from({ length: 60 }, (_, n) => `assets/part-${n}.js`)];

/** What a start holds in memory: the word each file says, once each. */
async function readWords(): Promise<Set<string>> {
  const files = readStaticFiles(join(home, 'client'));
  const context = { header: () => undefined, req: { header: () => undefined }, body: (plain: Buffer) => new Response(new Uint8Array(plain)) } as unknown as Context;
  const words = paths.map(async (path) => (await files.answer(context, path)?.text()) ?? 'missing');
  return new Set(await Promise.all(words));
}

it('two builds at once: a start sees one of them whole, never half, and never none', async () => {
  const place = resolve(import.meta.dirname, '../../.ci/place-build.ts');
  const script = join(home, 'build.mts');
  writeFileSync(script, `
    import { mkdirSync, writeFileSync } from 'node:fs';
    import { join } from 'node:path';
    import { placeBuild, startBuildFolder } from ${JSON.stringify(place)};
    for (let n = 0; n < 25; n += 1) {
      const folder = startBuildFolder(${JSON.stringify(home)});
      for (const at of ['assets', 'staff', 'patient']) mkdirSync(join(folder, at));
      for (const path of ${JSON.stringify(paths)}) writeFileSync(join(folder, path), process.pid + ' ' + n);
      placeBuild(${JSON.stringify(home)}, folder);
    }`);
  const first = startBuildFolder(home);
  for (const at of ['assets', 'staff', 'patient']) mkdirSync(join(first, at));
  for (const path of paths) writeFileSync(join(first, path), 'first');
  placeBuild(home, first);

  let atWork = 2;
  const codes: unknown[] = [];
  for (let builder = 0; builder < 2; builder += 1) {
    fork(script, { execArgv: [] }).once('exit', (code) => {
      atWork -= 1;
      codes.push(code);
    });
  }
  const seen = new Set<string>();
  while (atWork > 0) {
    const words = await readWords();
    expect([...words]).toHaveLength(1);
    expect(words).not.toContain('missing');
    seen.add([...words].join());
    await new Promise((done) => setImmediate(done));
  }
  expect(codes).toEqual([0, 0]);
  expect(seen.size, 'builds were placed while we read').toBeGreaterThan(5);
}, 30_000);

it('takes the place of a folder written by an older build, and removes builds only when they are old', () => {
  mkdirSync(join(home, 'client'));
  writeFileSync(join(home, 'client', 'left.js'), '');
  const folders = [startBuildFolder(home), startBuildFolder(home)] as const;
  placeBuild(home, folders[0]);
  expect(lstatSync(join(home, 'client')).isSymbolicLink()).toBe(true);
  placeBuild(home, folders[1]);
  expect(readdirSync(home)).toHaveLength(4);
  for (const name of readdirSync(home)) if (name !== 'client') utimesSync(join(home, name), 0, 0);
  placeBuild(home, folders[1]);
  expect(readdirSync(home).map((name) => join(home, name)).sort()).toEqual([join(home, 'client'), folders[1]].sort());
});
