import { mkdtemp, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp, type App } from '../../sync-server/app.ts';
import { readConfig } from '../../sync-server/config.ts';
import { createLog } from '../../sync-server/log.ts';

/** The whole server as `npm start` runs it, in this process, but for its jobs, and every line it logs. */
export interface RightsServer {
  readonly app: App;
  /** Where a browser on this machine reaches it. */
  readonly url: string;
  log(): string;
  ask(asked: Asked): Promise<Answer>;
  close(): Promise<void>;
}

export interface Asked {
  readonly method?: string;
  readonly path: string;
  /** Host is the server's own unless given; a POST's Origin too (null: none). */
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly cookie?: string;
  /** Sent as JSON unless it is text. */
  readonly body?: unknown;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Buffer;
  readonly text: string;
}

/** @param env like a terminal's; a demo record in an empty folder unless it says otherwise */
export async function startRightsServer(env: Readonly<Record<string, string>> = {}): Promise<RightsServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'outpost-rights-'));
  const lines: string[] = [];
  const app = await startApp(readConfig({ PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'debug', LIVEKIT_URL: 'off', ...env }), createLog('debug', { write: (line) => void lines.push(line) }), false);
  const url = env['OUTPOST_ORIGIN'] ?? `http://localhost:${app.port}`;
  return {
    app, url,
    log: () => lines.join(''),
    ask: (asked) => ask(app.port, url, asked),
    async close() {
      await app.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** fetch() sets Host, Origin and cookies as it likes; here they are the test's. */
function ask(port: number, url: string, { method = 'GET', path, headers = {}, cookie, body }: Asked): Promise<Answer> {
  const sent = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  const all: Record<string, string | null> = {
    host: new URL(url).host, ...(method === 'GET' ? {} : { origin: url }), ...(cookie ? { cookie } : {}),
    ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(sent)) }), ...headers,
  };
  const given = Object.fromEntries(Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
  // The server hangs up on who sends too much: such a connection is nobody else's.
  const agent = sent.length > 16 * 1024 ? { agent: false as const } : {};
  return new Promise((resolve, reject) => {
    const out = httpRequest({ host: '127.0.0.1', port, path, method, headers: given, ...agent }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const bytes = Buffer.concat(chunks);
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, bytes, text: bytes.toString('utf8') });
      });
    });
    out.on('error', reject);
    out.end(sent);
  });
}
