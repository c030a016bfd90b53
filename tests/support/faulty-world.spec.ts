import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startPersonBrowser } from './browser.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

/** The tools of the browser tests do what their names say: a line that is not cut would prove nothing. */

let server: Server;
let proxy: TcpProxy;
let profile = '';

test.beforeEach(async () => {
  server = createServer((request, response) => {
    if (request.url === '/stream') {
      response.writeHead(200, { 'content-type': 'text/plain' }).write('first');
      return;
    }
    response.writeHead(200, { 'content-type': 'text/html' }).end('<title>Here</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  proxy = await startTcpProxy((server.address() as AddressInfo).port);
  profile = mkdtempSync(join(tmpdir(), 'outpost-profile-'));
});
test.afterEach(async () => {
  await proxy.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(profile, { recursive: true, force: true });
});

test('a cut line kills what is open, lets nothing new through, and comes back', async () => {
  const answer = await fetch(`${proxy.origin}/stream`);
  const reader = answer.body?.getReader();
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('first');
  const rest = reader?.read().then(() => 'went on', () => 'died');
  proxy.cut();
  expect(await rest).toBe('died');
  const passed = proxy.passed;
  await expect(fetch(proxy.origin)).rejects.toThrow();
  expect(proxy.passed).toBe(passed);
  proxy.open();
  expect((await fetch(proxy.origin)).status).toBe(200);
});

test('a hanging line accepts and says nothing, then delivers', async () => {
  proxy.set({ kind: 'hangs' });
  const asked = fetch(proxy.origin);
  await expect(fetch(proxy.origin, { signal: AbortSignal.timeout(300) })).rejects.toThrow();
  proxy.open();
  expect((await asked).status).toBe(200);
});

test('a slow line takes its time', async () => {
  proxy.set({ kind: 'slow', bytesPerSecond: 1_000_000, delayMs: 150 });
  const began = performance.now();
  expect((await fetch(proxy.origin)).status).toBe(200);
  expect(performance.now() - began).toBeGreaterThan(290);
});

test('a browser killed hard is gone at once and its profile opens again', async () => {
  const person = await startPersonBrowser({ profile, size: { width: 360, height: 740 }, origin: proxy.origin });
  await person.page.goto(proxy.origin);
  await person.page.evaluate(() => localStorage.setItem('kept', 'yes'));
  await person.closeWindow();
  await person.startAgain();
  await person.page.goto(proxy.origin);
  const page = person.page;
  await person.killHard();
  await expect(page.evaluate(() => 1)).rejects.toThrow();
  await person.startAgain();
  await person.page.goto(proxy.origin);
  expect(await person.page.evaluate(() => localStorage.getItem('kept'))).toBe('yes');
  await person.closeWindow();
});
