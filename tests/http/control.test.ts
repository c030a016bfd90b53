import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { controlFile, startControl, type ControlCommand } from '../../sync-server/http/control.ts';
import { askRunningServer } from '../../sync-server/http/control-client.ts';
import { createLog } from '../../sync-server/log.ts';

let dataDir: string;
let close: (() => Promise<void>) | null = null;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'outpost-control-'));
});
afterEach(async () => {
  await close?.();
  close = null;
  rmSync(dataDir, { recursive: true, force: true });
});

async function startWith(count: ControlCommand): Promise<{ port: number; token: string }> {
  ({ close } = await startControl({ dataDir, commands: { count }, log: createLog('silent') }));
  return controlFile.parse(JSON.parse(readFileSync(join(dataDir, 'control.json'), 'utf8')));
}

const countTo: ControlCommand = async (body, tell) => {
  for (let n = 1; n <= (body as { to: number }).to; n += 1) await tell({ kind: 'number', n, words: 'ü\n' });
};

it('carries a command there and its progress back, line by line', async () => {
  await startWith(countTo);
  const heard: unknown[] = [];
  expect(await askRunningServer(dataDir, 'count', { to: 500 }, (line) => heard.push(line))).toBe(true);
  expect(heard).toHaveLength(500);
  expect(heard[499]).toEqual({ kind: 'number', n: 500, words: 'ü\n' });
  expect(statSync(join(dataDir, 'control.json')).mode & 0o777).toBe(0o600);
});

it('tells a failure as the last line', async () => {
  await startWith(() => Promise.reject(new Error('the bundle is broken')));
  const heard: unknown[] = [];
  await askRunningServer(dataDir, 'count', {}, (line) => heard.push(line));
  expect(heard).toEqual([{ kind: 'failed', message: 'the bundle is broken' }]);
});

it('finds no server where there is none, was one, or another program took its port', async () => {
  const hear = (): void => undefined;
  expect(await askRunningServer(dataDir, 'count', {}, hear)).toBe(false);
  writeFileSync(join(dataDir, 'control.json'), JSON.stringify({ port: 1, token: 't', pid: 1 }));
  expect(await askRunningServer(dataDir, 'count', {}, hear)).toBe(false);
  writeFileSync(join(dataDir, 'control.json'), '{"port": 80');
  expect(await askRunningServer(dataDir, 'count', {}, hear)).toBe(false);
  const { port } = await startWith(countTo);
  writeFileSync(join(dataDir, 'control.json'), JSON.stringify({ port, token: 'of the one before', pid: 1 }));
  expect(await askRunningServer(dataDir, 'count', {}, hear)).toBe(false);
});

it('forgets its address when it closes', async () => {
  await startWith(countTo);
  await close?.();
  close = null;
  expect(await askRunningServer(dataDir, 'count', { to: 1 }, () => undefined)).toBe(false);
});

it.each([
  ['no token', { 'content-type': 'application/json' }],
  ['a wrong token', { authorization: 'Bearer wrong', 'content-type': 'application/json' }],
  ['a page\'s Origin', { origin: 'http://localhost:8080', 'content-type': 'application/json' }],
] as const)('refuses %s', async (what, headers) => {
  let asked = 0;
  const { port, token } = await startWith(() => Promise.resolve(void (asked += 1)));
  const right = what.includes('Origin') ? { authorization: `Bearer ${token}` } : {};
  const answer = await fetch(`http://127.0.0.1:${port}/control/count`, { method: 'POST', headers: { ...headers, ...right }, body: '{}' });
  expect(answer.status).toBe(403);
  expect(asked).toBe(0);
});
