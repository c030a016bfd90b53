import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sign, generateKeyPairSync } from 'node:crypto';
import * as z from 'zod';
import { deviceProofText, signInStep, type SignInStep } from '../../schema/identity.ts';
import { newId } from '../../schema/ids.ts';
import { deliverAnswer, SCHEMA_VERSION, viewList, viewPage, type RequestAnswer } from '../../schema/sync.ts';
import { startApp, type App } from '../../sync-server/app.ts';
import { readConfig } from '../../sync-server/config.ts';
import { createLog } from '../../sync-server/log.ts';

/** The whole server in this process, on a directory of its own. */
export interface Whole {
  readonly app: App;
  readonly url: string;
  readonly dataDir: string;
  /** What the server has logged. */
  log(): string;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

export async function startWhole(env: Readonly<Record<string, string>> = {}): Promise<Whole> {
  const dataDir = env['DATA_DIR'] ?? (await mkdtemp(join(tmpdir(), 'outpost-whole-')));
  const lines: string[] = [];
  const app = await startApp(readConfig({ PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'debug', LIVEKIT_URL: 'off', ...env }), createLog('debug', { write: (line) => void lines.push(line) }));
  const url = `http://localhost:${app.port}`;
  return {
    app, url, dataDir,
    log: () => lines.join(''),
    fetch: (path, init) => fetch(new URL(path, url), init),
    async close() {
      await app.close();
      if (env['DATA_DIR'] === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const outboxShape = z.object({
  messages: z.array(z.object({ id: z.number(), channel: z.string(), to: z.string(), subject: z.string().nullable(), text: z.string() })),
  authenticators: z.array(z.object({ username: z.string(), code: z.string() })),
});

export async function readOutbox(whole: Whole): Promise<z.infer<typeof outboxShape>> {
  return outboxShape.parse(await (await whole.fetch('/dev/outbox', { headers: { accept: 'application/json' } })).json());
}

/** Somebody at a browser: cookies, and once signed in a key that signs requests. */
export interface Visitor {
  post(path: string, body: object): Promise<Response>;
  step(path: string, body: object): Promise<SignInStep>;
  /** The last steps, after the second factor. */
  register(at: SignInStep): Promise<string>;
  request(type: string, body: object): Promise<RequestAnswer>;
  views(): Promise<z.infer<typeof viewList>>;
  /** All rows of a view's log. */
  rows(name: string): Promise<number>;
}

export function visit(whole: Whole, app: 'staff' | 'patient'): Visitor {
  const cookies = new Map<string, string>();
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signText = (text: string): string => sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url');
  let account = '';
  let device = '';
  let n = 0;

  async function ask(path: string, init: RequestInit): Promise<Response> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await whole.fetch(path, { ...init, headers: { ...(init.headers as Record<string, string>), cookie, origin: whole.url } });
    for (const line of answer.headers.getSetCookie()) {
      const [name, value] = /^([^=]+)=([^;]*)/.exec(line)?.slice(1) ?? [];
      if (name !== undefined && value !== undefined) cookies.set(name, value);
    }
    return answer;
  }
  const post = (path: string, body: object): Promise<Response> =>
    ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

  return {
    post,
    async step(path, body) {
      const answer = await post(`/api/identity/${path}`, body);
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
      return signInStep.parse(JSON.parse(text));
    },
    async register(at) {
      if (at.step !== 'device') throw new Error(`Not at the device but at ${at.step}`);
      const { kty, crv, x, y } = publicKey.export({ format: 'jwk' });
      const done = await this.step('sign-in/device', { app, publicKey: { kty, crv, x, y }, proof: signText(deviceProofText(at.challenge)), name: 'Test', shared: false });
      if (done.step !== 'done' || !done.session.signedIn) throw new Error(`Not signed in but at ${done.step}`);
      [account, device] = [done.session.account, done.session.device];
      return account;
    },
    async request(type, body) {
      n += 1;
      const bytes = JSON.stringify({ id: newId(), account, device, n, type, v: 1, deviceTime: Date.now(), body });
      const answer = await post('/api/requests', { schemaVersion: SCHEMA_VERSION, sentAt: Date.now(), requests: [{ bytes, signature: signText(bytes) }] });
      const [first] = deliverAnswer.parse(await answer.json()).answers;
      if (first === undefined) throw new Error('No answer');
      return first;
    },
    async views() {
      return viewList.parse(await (await ask(`/api/views?account=${account}`, {})).json());
    },
    async rows(name) {
      const answer = await ask(`/api/views/${name}?account=${account}`, {});
      if (!answer.ok) throw new Error(`${name}: ${answer.status} ${await answer.text()}`);
      return viewPage.parse(await answer.json()).rows.length;
    },
  };
}
