import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { listFiles, root } from './repository.ts';

const rooms = ['client', 'schema', 'service-worker', 'sync-server', 'tests'];
const files = ['README.md', 'package-lock.json', 'package.json', 'tsconfig.json', 'vite.config.ts'];

it('keeps the top level as designed: five wings, five files, dot-files', () => {
  const top = new Set(listFiles().map((path) => path.split('/')[0] ?? ''));
  const strangers = [...top].filter((name) => !name.startsWith('.') && !rooms.includes(name) && !files.includes(name));
  expect(strangers).toEqual([]);
  expect([...rooms, ...files].filter((name) => !existsSync(join(root, name)))).toEqual([]);
});

it('has no code file over 300 lines', () => {
  const long = listFiles('*.ts', '*.tsx')
    .filter((path) => existsSync(join(root, path)))
    .map((path) => ({ path, lines: readFileSync(join(root, path), 'utf8').split('\n').length - 1 }))
    .filter(({ lines }) => lines > 300);
  expect(long).toEqual([]);
});

it('has a lock file without download addresses', () => {
  const lock = z.object({ packages: z.record(z.string(), z.record(z.string(), z.unknown())) });
  const { packages } = lock.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  expect(Object.keys(packages).length).toBeGreaterThan(100);
  expect(Object.entries(packages).filter(([, entry]) => 'resolved' in entry).map(([name]) => name)).toEqual([]);
});

it('has a lock file that names every platform’s optional packages, without which npm ci refuses it', () => {
  const lock = z.object({ packages: z.record(z.string(), z.object({ optionalDependencies: z.optional(z.record(z.string(), z.string())) })) });
  const { packages } = lock.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  const named = Object.values(packages).flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}));
  const missing = named.filter((name) => !Object.keys(packages).some((path) => path.endsWith(`node_modules/${name}`)));
  expect(missing, 'Pick the newest version that exists for all of them; see "overrides" in package.json.').toEqual([]);
});

it('pins every dependency exactly, so that no install picks another version for its Node', () => {
  const pinned = z.object({ dependencies: z.record(z.string(), z.string()), devDependencies: z.record(z.string(), z.string()) });
  const { dependencies, devDependencies } = pinned.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version));
  expect(loose).toEqual([]);
});

it('runs on Node 24 wherever npm runs a script', () => {
  expect(execFileSync(join(root, 'node_modules/.bin/node'), ['--version'], { encoding: 'utf8' })).toMatch(/^v24\./);
  expect(process.version).toMatch(/^v24\./);
});
