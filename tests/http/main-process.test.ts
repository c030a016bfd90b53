import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { DEMO_PASSWORD } from '../../sync-server/demo/demo-network.ts';

/** `node sync-server/main.ts` as a person starts it. */

const root = resolve(import.meta.dirname, '../..');
let children: ChildProcess[] = [];
let folders: string[] = [];
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  [children, folders] = [[], []];
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'outpost-main-'));
  folders.push(folder);
  return folder;
}

interface Started {
  readonly child: ChildProcess;
  /** All of its words so far. */
  words(): string;
  /** Its address, once it is open. */
  readonly open: Promise<string>;
  readonly ended: Promise<number | null>;
}

function start(env: Record<string, string>): Started {
  const child = spawn(process.execPath, ['sync-server/main.ts'], { cwd: root, env: { PATH: process.env['PATH'] ?? '', PORT: '0', LIVEKIT_URL: 'off', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let words = '';
  const ended = new Promise<number | null>((resolve_) => child.once('exit', (code) => resolve_(code)));
  const open = new Promise<string>((resolve_, reject) => {
    const hear = (data: Buffer): void => {
      words += data.toString();
      const url = /Outpost is open at (\S+)/.exec(words)?.[1];
      if (url !== undefined) resolve_(url);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    void ended.then((code) => reject(new Error(`It ended with ${code}: ${words}`)));
  });
  open.catch(() => undefined);
  return { child, words: () => words, open, ended };
}

it('opens on nothing but a folder, prints who can sign in, closes cleanly at SIGTERM and opens again', async () => {
  const dataDir = newFolder();
  const first = start({ DATA_DIR: dataDir });
  const url = await first.open;
  await expect.poll(first.words, { timeout: 10_000 }).toContain('Wairimu');
  for (const needed of [`${url}/staff/`, `${url}/c/riverside/`, `${url}/c/hillcrest/`, `${url}/dev/outbox`, DEMO_PASSWORD, 'grace', 'fatma.hassan@example.org', '+254711000101']) {
    expect(first.words()).toContain(needed);
  }
  expect(((await (await fetch(`${url}/healthz`)).json()) as { status: string }).status).toBe('ok');
  expect(statSync(join(dataDir, 'secret')).mode & 0o777).toBe(0o600);
  expect(statSync(join(dataDir, 'control.json')).mode & 0o777).toBe(0o600);
  first.child.kill('SIGTERM');
  expect(await first.ended).toBe(0);
  expect(first.words()).not.toMatch(/"level":"(error|fatal)"/);
  const second = start({ DATA_DIR: dataDir });
  expect(await (await fetch(`${await second.open}/`, { headers: { accept: 'text/html' } })).text()).toContain('Riverside Clinic');
  expect(second.words()).not.toContain('"applied"');
}, 180_000);

it('refuses a data directory that is in use, at once and in one sentence', async () => {
  const dataDir = newFolder();
  await start({ DATA_DIR: dataDir }).open;
  const second = start({ DATA_DIR: dataDir });
  expect(await second.ended).toBe(1);
  expect(second.words()).toContain('is in use by another Outpost process');
  expect(second.words()).not.toMatch(/\n\s+at /);
}, 180_000);

it('says which port is taken and how to choose another', async () => {
  const taken = createServer();
  await new Promise<void>((listening) => taken.listen(0, '127.0.0.1', listening));
  const address = taken.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const started = start({ DATA_DIR: newFolder(), PORT: String(port) });
  expect(await started.ended).toBe(1);
  expect(started.words()).toContain(`127.0.0.1:${port}: another program has it`);
  await new Promise((closed) => taken.close(closed));
}, 180_000);

it('names every mistake of a production without its settings', async () => {
  const started = start({ DATA_DIR: newFolder(), OUTPOST_MODE: 'production' });
  expect(await started.ended).toBe(1);
  for (const name of ['OUTPOST_SECRET', 'OUTPOST_ORIGIN', 'DATABASE_URL']) expect(started.words()).toContain(`- ${name}`);
}, 180_000);

it('in production starts empty, shows no outbox, and refuses a demo record', async () => {
  const production = { OUTPOST_MODE: 'production', OUTPOST_SECRET: 's'.repeat(40), OUTPOST_ORIGIN: 'https://portal.example.org', OUTPOST_PGLITE: 'allow' };
  const empty = start({ DATA_DIR: newFolder(), ...production });
  await empty.open;
  await expect.poll(empty.words, { timeout: 10_000 }).toContain('The record is empty');
  expect(empty.words()).not.toContain(DEMO_PASSWORD);
  empty.child.kill('SIGTERM');
  await empty.ended;

  const dataDir = newFolder();
  const demo = start({ DATA_DIR: dataDir });
  await demo.open;
  demo.child.kill('SIGTERM');
  await demo.ended;
  const refused = start({ DATA_DIR: dataDir, ...production });
  expect(await refused.ended).toBe(1);
  expect(refused.words()).toContain('holds demo data');
}, 180_000);

it('kills itself at a planned fault, and opens again on what it had', async () => {
  const dataDir = newFolder();
  const doomed = start({ DATA_DIR: dataDir, OUTPOST_FAULT: 'beforeAnswer' });
  const url = await doomed.open;
  // Refused, since nobody could read it; on its way to the answer it passes the point.
  await fetch(`${url}/api/requests`, {
    method: 'POST', headers: { origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ schemaVersion: 1, sentAt: 1, requests: [{ bytes: '{}', signature: 'AA' }] }),
  }).catch(() => undefined);
  expect(await doomed.ended).toBeNull();
  expect(doomed.child.signalCode).toBe('SIGKILL');
  await start({ DATA_DIR: dataDir }).open;
}, 180_000);
