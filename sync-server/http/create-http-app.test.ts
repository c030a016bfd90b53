import { Hono } from 'hono';
import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { createLog } from '../log.ts';
import { createHttpApp } from './create-http-app.ts';
import { createMetrics } from './metrics.ts';
import { createOrigins } from './origins.ts';
import { readJson } from './read-json.ts';

const secret = 'Fatma Hassan, 34 weeks';

function build(configured: string | null): { app: Hono; logged: () => string } {
  const lines: string[] = [];
  const routes = new Hono();
  routes.get('/api/fails', () => {
    throw new SyntaxError(`Unexpected token in "${secret}"`);
  });
  routes.post('/api/echo', async (c) => c.json(await readJson(c, z.object({ n: z.number() }), 100)));
  const app = createHttpApp({
    origins: createOrigins(configured, 8080), metrics: createMetrics(), log: createLog('debug', { write: (line) => void lines.push(line) }), routes: [routes],
  });
  return { app, logged: () => lines.join('') };
}

const here = { host: 'localhost:8080', origin: 'http://localhost:8080' };
const there = { host: 'portal.example.org', origin: 'https://portal.example.org' };

it('tells browsers to come by https alone, where it is reached by https', async () => {
  const { app } = build('https://portal.example.org');
  expect((await app.request('/api/none', { headers: there })).headers.get('strict-transport-security')).toMatch(/max-age=31536000/);
});

it('answers under its configured name and to its own pages alone', async () => {
  const { app } = build('https://portal.example.org');
  expect((await app.request('/api/none', { headers: here })).status).toBe(421);
  const post = (headers: Record<string, string>) => app.request('/api/echo', { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: '{"n":1}' });
  expect((await post(there)).status).toBe(200);
  for (const origin of ['https://portal.example.org.evil.example', 'http://portal.example.org', 'https://portal.example.org:8443', 'null']) {
    expect((await post({ ...there, origin })).status, origin).toBe(403);
  }
});

it('says to a network without https why it stays away', async () => {
  const { app } = build(null);
  const answer = await app.request('/', { headers: { host: '192.168.1.5:8080', accept: 'text/html' } });
  expect(answer.status).toBe(421);
  expect(await answer.text()).toContain('https proxy');
});

it('says that it failed and nothing of what was at hand', async () => {
  const { app, logged } = build(null);
  const answer = await app.request('/api/fails', { headers: here });
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toContain('Fatma');
  expect(logged()).toContain('SyntaxError');
  expect(logged()).not.toContain('Fatma');
});

it('counts the bytes of a body that does not say its length', async () => {
  const { app } = build(null);
  const endless = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(new Uint8Array(64).fill(0x20)) });
  const init: RequestInit & { duplex: 'half' } = { method: 'POST', headers: { ...here, 'content-type': 'application/json' }, body: endless, duplex: 'half' };
  expect((await app.request('/api/echo', init)).status).toBe(413);
});
