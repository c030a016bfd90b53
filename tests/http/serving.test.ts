import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { resolve } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { SCHEMA_VERSION } from '../../schema/sync.ts';
import { operations } from '../../sync-server/http/api-operations.ts';
import { startWhole, type Whole } from './whole.ts';

let whole: Whole;
beforeAll(async () => {
  whole = await startWhole();
}, 60_000);
afterAll(() => whole.close());

/** fetch() sets Host itself; here it may be anybody's. */
function ask(path: string, headers: Record<string, string>, method = 'GET', body = ''): Promise<{ status: number; headers: Record<string, unknown>; text: string }> {
  return new Promise((resolve, reject) => {
    const out = httpRequest({ host: '127.0.0.1', port: whole.app.port, path, method, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => { text += chunk; });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
    });
    out.on('error', reject);
    out.end(body);
  });
}

const problem = z.object({ code: z.string(), message: z.string() });

describe('headers', () => {
  const paths = ['/', '/healthz', '/staff/', '/c/riverside/', '/c/none/', '/nowhere', '/api/nowhere', '/api/openapi.json', '/api/clinics/riverside/public', '/dev/outbox', '/page.css'];
  it.each(paths)('%s allows no inline script or style, no eval, no frame and nothing from elsewhere', async (path) => {
    const { headers } = await whole.fetch(path, { headers: { accept: 'text/html' } });
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^default-src '(self|none)'/);
    expect(policy).not.toMatch(/unsafe|\*|https:|http:\/\//);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('permissions-policy')).toContain('geolocation=()');
    expect(headers.get('strict-transport-security')).toBeNull();
  });

  it('lets data be stored nowhere', async () => {
    for (const path of ['/api/clinics/riverside/public', '/api/views', '/api/identity/session?app=staff', '/dev/outbox']) {
      expect((await whole.fetch(path)).headers.get('cache-control'), path).toBe('no-store');
    }
  });
});

describe('who may speak to it', () => {
  it.each(['http://evil.example', 'http://localhost:1', 'null', 'https://localhost', ''])('refuses a POST from %s', async (origin) => {
    const headers = { host: `localhost:${whole.app.port}`, 'content-type': 'application/json', ...(origin === '' ? {} : { origin }) };
    const answer = await ask('/api/identity/sign-in/staff', headers, 'POST', JSON.stringify({ username: 'grace', password: 'x' }));
    expect(answer.status).toBe(403);
    expect(problem.parse(JSON.parse(answer.text)).code).toBe('http.foreignOrigin');
  });

  it.each(['evil.example', 'localhost.evil.example', '169.254.1.1:8080', '127.0.0.1.evil.example'])('answers nothing of it under the name %s (DNS rebinding)', async (host) => {
    for (const path of ['/', '/dev/outbox', '/api/clinics/riverside/public', '/staff/']) expect((await ask(path, { host })).status, path).toBe(421);
    expect((await ask('/healthz', { host })).status).toBe(200);
  });

  it('shows the outbox to this machine alone', async () => {
    const host = `localhost:${whole.app.port}`;
    expect((await ask('/dev/outbox', { host })).status).toBe(200);
    expect((await ask('/dev/outbox', { host, 'x-forwarded-for': '10.0.0.7' })).status).toBe(404);
    expect((await ask('/dev/outbox', { host, forwarded: 'for=10.0.0.7' })).status).toBe(404);
    expect((await ask('/metrics', { host, 'x-forwarded-for': '10.0.0.7' })).status).toBe(404);
  });
});

describe('mistakes', () => {
  const post = (path: string, body: string, type = 'application/json') =>
    whole.fetch(path, { method: 'POST', headers: { origin: whole.url, 'content-type': type }, body });

  it.each([
    ['broken JSON', '{"username": ', 'application/json', 400, 'http.brokenJson'],
    ['a form', 'username=grace', 'application/x-www-form-urlencoded', 415, 'http.notJson'],
    ['another shape', '{"username": 7}', 'application/json', 400, 'http.notTheShape'],
    ['too much', JSON.stringify({ username: 'x'.repeat(20_000), password: '' }), 'application/json', 413, 'http.tooLong'],
  ] as const)('%s gets a clear JSON answer', async (_name, body, type, status, code) => {
    const answer = await post('/api/identity/sign-in/staff', body, type);
    expect(answer.status).toBe(status);
    const told = problem.parse(await answer.json());
    expect(told.code).toBe(code);
    expect(told.message).not.toContain('x'.repeat(50));
  });

  it('has JSON for programs and a page for people where there is nothing', async () => {
    const asProgram = await whole.fetch('/api/nowhere');
    expect([asProgram.status, problem.parse(await asProgram.json()).code]).toEqual([404, 'http.notFound']);
    const asPerson = await whole.fetch('/nowhere', { headers: { accept: 'text/html' } });
    expect([asPerson.status, asPerson.headers.get('content-type')]).toEqual([404, 'text/html; charset=UTF-8']);
    expect((await whole.fetch('/c/nowhere/', { headers: { accept: 'text/html' } })).status).toBe(404);
    expect((await whole.fetch('/api/clinics/nowhere/public')).status).toBe(404);
  });

  it('writes what it was given into a page as text', async () => {
    const text = await (await whole.fetch('/c/%3Cimg%20src=x%20onerror=alert(1)%3E/', { headers: { accept: 'text/html' } })).text();
    expect(text).not.toContain('<img');
  });
});

describe('what it tells about itself', () => {
  it('answers /healthz with what runs', async () => {
    const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(resolve(import.meta.dirname, '../../package.json'), 'utf8')));
    expect(await (await whole.fetch('/healthz')).json()).toEqual({ status: 'ok', version, schemaVersion: SCHEMA_VERSION, database: 'pglite' });
  });

  it('counts by route, never by id', async () => {
    await whole.fetch('/api/clinics/riverside/public');
    const text = await (await whole.fetch('/metrics')).text();
    expect(text).toContain('route="/api/clinics/:suffix/public"');
    expect(text).not.toContain('riverside');
    expect(text).toContain('process_cpu_seconds_total');
  });

  it('describes exactly the API it has', async () => {
    const told = z.object({ paths: z.record(z.string(), z.record(z.string(), z.object({ summary: z.string() }))) }).parse(await (await whole.fetch('/api/openapi.json')).json());
    const described = Object.entries(told.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`));
    const served = whole.app.routes.filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/') && path !== '/api/openapi.json')
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}').replace(/^(\/api\/(views|notes))\/\*$/, '$1/{name}')}`);
    expect(described.toSorted()).toEqual([...new Set(served)].toSorted());
    expect(described).toHaveLength(operations.length);
  });

  it('lists a demo\'s clinics at /, with a picture for each that is one', async () => {
    const text = await (await whole.fetch('/', { headers: { accept: 'text/html' } })).text();
    for (const suffix of ['riverside', 'hillcrest']) {
      expect(text).toContain(`href="/c/${suffix}/"`);
      const icon = await whole.fetch(`/c/${suffix}/icon.svg`);
      expect(icon.headers.get('content-type')).toBe('image/svg+xml');
      expect(await icon.text()).toMatch(/^<svg /);
    }
  });

  it('has an app manifest for each clinic and for staff, each within its own scope', async () => {
    for (const scope of ['/c/riverside/', '/c/hillcrest/', '/staff/']) {
      const manifest = await (await whole.fetch(`${scope}manifest.webmanifest`)).json() as object;
      expect(manifest).toMatchObject({ start_url: scope, scope, display: 'standalone' });
    }
  });

  it('sends bare paths of the sources to the staff app', async () => {
    for (const [from, to] of [['/portal/messages', '/staff/portal/messages'], ['/live', '/staff/live'], ['/staff', '/staff/'], ['/c/riverside', '/c/riverside/']] as const) {
      const answer = await whole.fetch(from, { redirect: 'manual' });
      expect([answer.status, answer.headers.get('location')]).toEqual([308, to]);
    }
  });
});

it('says that PGlite does not survive the power, at its start', () => {
  expect(whole.log()).toContain('not of the power');
});

it('shows nobody what an administrator did not make addressable (C91)', async () => {
  const shown = await (await whole.fetch('/api/clinics/riverside/public')).text();
  const staff = await whole.app.database.query<{ id: string; name: string; patient_ref: string }>(sql`select id, name, patient_ref from staff`);
  for (const { id, name, patient_ref: ref } of staff) for (const secret of [id, name, ref]) expect(shown).not.toContain(secret);
});
