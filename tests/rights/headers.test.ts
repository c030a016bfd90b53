import { createHmac } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { DEMO_PASSWORD } from '../../sync-server/demo/demo-network.ts';
import { insertCrowd, type Crowd } from '../support/rights-people.ts';
import { startRightsServer, type Answer, type RightsServer } from '../support/rights-server.ts';

/** What stands around every answer, and who is not answered at all (RELIABILITY, Browser). */

const production = {
  OUTPOST_MODE: 'production', OUTPOST_ORIGIN: 'https://portal.example.org', OUTPOST_PGLITE: 'allow', OUTPOST_SECRET: 'a secret of the tests, 32 characters or more',
};
let demo: RightsServer;
let real: RightsServer;
let crowd: Crowd;
beforeAll(async () => {
  [demo, real] = [await startRightsServer(), await startRightsServer(production)];
  crowd = await insertCrowd(demo.app.database);
  await insertCrowd(real.app.database);
}, 60_000);
afterAll(async () => {
  await demo.close();
  await real.close();
});

const routesOf = (server: RightsServer, method: string): string[] =>
  [...new Set(server.app.routes.filter((route) => route.method === method).map(({ path }) => path))].map((path) =>
    path.replace(':suffix', crowd.here.suffix).replace(':id', crowd.here.desk).replace('*', 'x'));
const codeOf = ({ status, text }: Answer): string => (text.startsWith('{') ? String((JSON.parse(text) as { code?: unknown }).code) : `${status} ${text}`);
const header = (answer: Answer, name: string): string => [answer.headers[name] ?? []].flat().join(', ');
/** Staff who may do everything a route needs. */
const cookie = (): string => crowd.one('portal_coordinator').cookie;

/** One answer of every kind there is: each page, each refusal, each failure. */
async function answersOf(server: RightsServer): Promise<[string, Answer][]> {
  const found: [string, Answer][] = [];
  const add = async (name: string, asked: Parameters<RightsServer['ask']>[0]): Promise<void> => { found.push([name, await server.ask(asked)]); };
  for (const path of [...routesOf(server, 'GET'), '/nowhere', '/api/nowhere', '/sync', `/api/views/person/${crowd.here.patient}`]) {
    for (const accept of ['text/html', 'application/json']) await add(`GET ${path} ${accept}`, { path, cookie: cookie(), headers: { accept } });
  }
  for (const path of routesOf(server, 'POST')) {
    await add(`POST ${path}`, { method: 'POST', path, body: {}, cookie: cookie() });
    await add(`POST ${path} too long`, { method: 'POST', path, body: 'x'.repeat(600_000) });
    await add(`POST ${path} from elsewhere`, { method: 'POST', path, body: {}, headers: { origin: 'https://evil.example' } });
  }
  await add('another host', { path: '/', headers: { host: 'evil.example' } });
  for (const method of ['HEAD', 'OPTIONS', 'PUT', 'DELETE', 'PATCH']) await add(method, { method, path: '/api/views' });
  await server.app.database.query(sql`alter table clinic rename to clinic_away`);
  for (const accept of ['text/html', 'application/json']) await add(`failing ${accept}`, { path: `/c/${crowd.here.suffix}/icon.svg`, headers: { accept } });
  await server.app.database.query(sql`alter table clinic_away rename to clinic`);
  expect(found.slice(-2).map(([, { status }]) => status)).toEqual([500, 500]);
  return found;
}

describe('every answer', () => {
  test.each(['demo', 'production'] as const)('of a %s server: no inline code, no sniffing, no frame, no referrer, nothing for other origins', async (kind) => {
    const server = kind === 'demo' ? demo : real;
    const statuses = new Set<number>();
    for (const [name, answer] of await answersOf(server)) {
      const told = (one: string): [string, string] => [name, header(answer, one)];
      statuses.add(answer.status);
      const policy = header(answer, 'content-security-policy');
      expect([name, policy]).toEqual([name, expect.stringMatching(/^default-src '(self|none)'/)]);
      expect([name, policy]).not.toEqual([name, expect.stringMatching(/unsafe|\*|data:.*script|https?:\/\/|nonce|blob:.*script/)]);
      for (const directive of ["frame-ancestors 'none'", "base-uri 'none'"]) expect([name, policy]).toEqual([name, expect.stringContaining(directive)]);
      expect(told('x-content-type-options')).toEqual([name, 'nosniff']);
      expect(told('x-frame-options')).toEqual([name, 'DENY']);
      expect(told('referrer-policy')).toEqual([name, 'no-referrer']);
      expect(told('cross-origin-opener-policy')).toEqual([name, 'same-origin']);
      expect(told('cross-origin-resource-policy')).toEqual([name, 'same-origin']);
      for (const feature of ['geolocation', 'payment', 'usb']) expect(told('permissions-policy')).toEqual([name, expect.stringContaining(`${feature}=()`)]);
      // A visit by video asks the person for these: from our own pages alone.
      for (const feature of ['camera', 'microphone', 'display-capture']) expect(told('permissions-policy')).toEqual([name, expect.stringContaining(`${feature}=(self)`)]);
      expect(told('strict-transport-security')).toEqual([name, kind === 'demo' ? '' : expect.stringMatching(/^max-age=31536000/)]);
      expect(Object.keys(answer.headers).filter((one) => /^(access-control-|x-powered-by$|server$)/.test(one)), name).toEqual([]);
      if (/ \/api\/|^failing|too long|from elsewhere/.test(name) && !name.includes('openapi')) {
        if (!name.startsWith('failing')) expect(told('cache-control')).toEqual([name, 'no-store']);
      }
      if (answer.status >= 400 && answer.text !== '' && header(answer, 'content-type').includes('json')) expect(JSON.parse(answer.text), name).toMatchObject({ code: expect.any(String) as string, message: expect.any(String) as string });
    }
    for (const status of [200, 308, 400, 401, 403, 404, 413, 421, 500]) expect(statuses, String(status)).toContain(status);
  });

  test('[C91] a real clinic\'s server shows no outbox and names no clinic', async () => {
    expect((await real.ask({ path: '/dev/outbox' })).status).toBe(404);
    expect((await real.ask({ path: '/', headers: { accept: 'text/html' } })).text).not.toContain('/c/');
  });
});

describe('cookies', () => {
  /** RFC 6238, as the colleague's phone computes it. */
  const totp = (key: string): string => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
    const bits = [...key.replace(/\s/g, '')].map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
    const secret = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
    const mac = createHmac('sha1', secret).update(counter).digest();
    return String((mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
  };

  test('[C85] each one this server sets is __Host-, HttpOnly, Secure, SameSite=Strict, of the whole host, and ends', async () => {
    const lines: string[] = [];
    const ask = async (path: string, body: object, sent = ''): Promise<Answer> => {
      const answer = await demo.ask({ method: 'POST', path: `/api/identity/${path}`, body, cookie: sent });
      lines.push(...[answer.headers['set-cookie'] ?? []].flat());
      return answer;
    };
    const at = (line = ''): string => line.split(';')[0] ?? '';
    await demo.app.database.query(sql`update account set totp_sealed = null where identifier = 'joyce'`);
    const begun = await ask('sign-in/staff', { username: 'joyce', password: DEMO_PASSWORD });
    const { key } = JSON.parse(begun.text) as { key: string };
    await ask('sign-in/enrol', { app: 'staff', code: totp(key) }, at(lines[0]));
    await ask('sign-in/patient', { clinic: 'riverside', identifier: 'fatma.hassan@example.org', phone: '+254711000101', password: DEMO_PASSWORD });
    await ask('sign-out', { app: 'staff' });
    await ask('sign-out', { app: 'patient' });
    // The session's own, made by the last step: asked with a sign-in that is at it.
    expect(new Set(lines.map((line) => line.split('=')[0]))).toEqual(new Set(['__Host-signin-staff', '__Host-signin-patient', '__Host-staff', '__Host-patient']));
    for (const line of lines) {
      const [, ...attributes] = line.split('; ');
      expect(attributes.toSorted(), at(line)).toEqual(['HttpOnly', expect.stringMatching(/^Max-Age=\d+$/), 'Path=/', 'SameSite=Strict', 'Secure']);
      expect(Number(/Max-Age=(\d+)/.exec(line)?.[1])).toBeLessThanOrEqual(30 * 86_400);
    }
  });
});

describe('who may speak to it', () => {
  /** Lines as no library would send them; gives the first line of the answer. */
  const speak = (lines: string): Promise<string> => new Promise((resolve) => {
    const socket = connect(demo.app.port, '127.0.0.1', () => socket.write(`${lines}Connection: close\r\n\r\n`));
    let heard = '';
    socket.on('data', (bytes: Buffer) => { heard += bytes.toString('latin1'); });
    socket.on('close', () => resolve(heard.split('\r\n')[0] ?? ''));
  });
  const foreign = ['https://evil.example', 'null', 'http://localhost:1', 'https://portal.example.org.evil.example', 'https://evil.example/https://portal.example.org', 'http://portal.example.org', '', null];

  test('[R11] every POST, and every other way to write, from a page of somebody else\'s is refused before it is read', async () => {
    for (const server of [demo, real]) {
      for (const path of [...routesOf(server, 'POST'), '/nowhere']) {
        // LiveKit is no page and has no Origin: what stops everybody else there is its signature (tests/telehealth).
        for (const origin of path === '/livekit/webhook' ? foreign.filter((one) => one !== null) : foreign) {
          for (const method of origin === 'null' ? ['POST', 'PUT', 'PATCH', 'DELETE'] : ['POST']) {
            const answer = await server.ask({ method, path, body: '{"not": json', cookie: cookie(), headers: { origin } });
            expect([path, origin, answer.status, codeOf(answer)]).toEqual([path, origin, 403, 'http.foreignOrigin']);
          }
        }
      }
    }
  });

  test('[V1] the socket opens for pages of ours alone, and only with a session', async () => {
    const open = (server: RightsServer, origin: string | null, path = '/sync', sent = cookie()): Promise<number> => new Promise((resolve) => {
      const ws = new WebSocket(`ws://127.0.0.1:${server.app.port}${path}`, { headers: { host: new URL(server.url).host, cookie: sent, ...(origin === null ? {} : { origin }) } });
      ws.on('error', () => undefined);
      ws.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
      ws.on('open', () => {
        ws.terminate();
        resolve(101);
      });
    });
    for (const server of [demo, real]) for (const origin of foreign) expect([origin, await open(server, origin)]).toEqual([origin, 403]);
    expect(await open(demo, demo.url)).toBe(101);
    expect(await open(demo, demo.url, '/sync', '')).toBe(401);
    expect(await open(demo, demo.url, '/')).toBe(404);
    expect(await open(demo, demo.url, '/sync/../api/views')).toBe(404);
  });

  test('under a foreign name it answers nothing: a page whose DNS name was turned to this machine reads no outbox and no data', async () => {
    for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', `evil.example:${demo.app.port}`, 'localhost@evil.example']) {
      for (const path of [...routesOf(demo, 'GET'), `/api/views/person/${crowd.here.patient}`]) {
        const answer = await demo.ask({ path, cookie: cookie(), headers: { host } });
        if (path === '/healthz' || path === '/metrics') continue;
        // What is no Host at all is refused before us.
        expect([host, path, [400, 421].includes(answer.status)]).toEqual([host, path, true]);
        expect(answer.text).not.toContain(DEMO_PASSWORD);
      }
    }
    for (const lines of ['GET /dev/outbox HTTP/1.1\r\n', 'GET /dev/outbox HTTP/1.0\r\n', 'GET /dev/outbox HTTP/1.1\r\nHost: \r\n', 'GET /dev/outbox HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n', 'GET http://evil.example/dev/outbox HTTP/1.1\r\nHost: evil.example\r\n']) {
      expect([lines, await speak(lines)]).toEqual([lines, expect.stringMatching(/^HTTP\/1\.1 (400|421) /)]);
    }
    for (const host of ['localhost', `127.0.0.1:${real.app.port}`]) expect((await real.ask({ path: '/', headers: { host } })).status).toBe(421);
  });
});

describe('bodies', () => {
  /** Without saying how much is coming. */
  const stream = (path: string, bytes: number): Promise<number> => new Promise((resolve, reject) => {
    const out = httpRequest({ host: '127.0.0.1', port: demo.app.port, path, method: 'POST', agent: false, headers: {
      host: new URL(demo.url).host, origin: demo.url, cookie: cookie(), 'content-type': 'application/json', 'transfer-encoding': 'chunked',
    } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    out.on('error', (error: NodeJS.ErrnoException) => (error.code === 'EPIPE' || error.code === 'ECONNRESET' ? resolve(413) : reject(error)));
    const chunk = Buffer.alloc(64 * 1024, 'x');
    for (let sent = 0; sent < bytes; sent += chunk.length) out.write(chunk);
    out.end();
  });

  test('[R2] too long is 413, announced or not; what is not JSON of that shape is 400 or 415 with a code that says so', async () => {
    for (const path of routesOf(demo, 'POST')) {
      // Takes no body: whatever comes is not read.
      if (path.endsWith('/one-time-password')) continue;
      const requests = path === '/api/requests';
      // Takes bytes: what hostile ones meet is tests/notes and tests/telehealth.
      const bytes = path.startsWith('/api/notes/') || path === '/livekit/webhook';
      const ask = (body: string, type = 'application/json'): Promise<Answer> => demo.ask({ method: 'POST', path, body, cookie: cookie(), headers: { 'content-type': type } });
      expect([path, (await ask(JSON.stringify({ app: 'x'.repeat(600_000) }))).status]).toEqual([path, 413]);
      expect([path, await stream(path, 1024 * 1024)]).toEqual([path, 413]);
      if (bytes) continue;
      const broken = ['', '{', '[1,', 'null', '[]', '7', '"x"', '{"app":', '{"__proto__":{"app":"staff"}}', `${'['.repeat(4000)}`, '{"app":"staff\u0000"}', '{"app":"\\u0000"}', '\ufeff\ufeff{}'];
      for (const body of broken) {
        const answer = await ask(body);
        expect([path, body.slice(0, 40), answer.status]).toEqual([path, body.slice(0, 40), 400]);
        expect(['http.brokenJson', 'http.notTheShape', 'request.notReadable']).toContain(codeOf(answer));
      }
      if (!requests) for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) expect([path, type, (await ask('{}', type)).status]).toEqual([path, type, 415]);
    }
  });

  test('a NUL, anywhere in an address or in what is typed, is a mistake of the asker\'s and not of the record\'s', async () => {
    for (const path of [...routesOf(demo, 'GET').filter((one) => one !== '/').map((one) => `${one}%00`), '/api/patients?q=%00', '/api/identity/session?app=%00']) {
      expect([path, (await demo.ask({ path, cookie: cookie() })).status]).toEqual([path, 400]);
    }
    for (const body of [{ clinic: 'river\0side', identifier: 'x', phone: 'x', password: 'x' }, { clinic: 'riverside', identifier: 'a\0@b.cd', phone: '+254711000101', password: '\0' }]) {
      expect((await demo.ask({ method: 'POST', path: '/api/identity/sign-in/patient', body })).status).toBe(400);
    }
    expect(demo.log()).not.toContain('"An answer failed","route":"/api/clinics');
  });
});
