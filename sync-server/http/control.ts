import { randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { serve, type ServerType } from '@hono/node-server';
import { Hono } from 'hono';
import { stream } from 'hono/streaming';
import * as z from 'zod/mini';
import type { Log } from '../log.ts';
import { answerError, HttpError } from './http-error.ts';
import { readJson } from './read-json.ts';

/** Where the running server can be told things by whoever may read its data directory. Mode 0600. */
export const CONTROL_FILE = 'control.json';
export const controlFile = z.object({ port: z.number(), token: z.string(), pid: z.number() });

/** Does what the body asks, telling its progress line by line; a rejection is told as a last line. */
export type ControlCommand = (body: unknown, tell: (line: object) => Promise<void>) => Promise<void>;

/**
 * A second listener on loopback, for commands started beside the server (import) while PGlite's one process is the
 * server itself. Refuses: a wrong token, a Host that is not this machine, anything a browser page sends.
 * POST /control/<name>, JSON in, newline-delimited JSON out.
 */
export async function startControl(options: {
  readonly dataDir: string;
  readonly commands: Readonly<Record<string, ControlCommand>>;
  readonly log: Log;
}): Promise<{ close(): Promise<void> }> {
  const token = randomBytes(32).toString('base64url');
  const server = await listen(createControlApp(token, options.commands, options.log));
  const { port } = server.address() as AddressInfo;
  const file = join(options.dataDir, CONTROL_FILE);
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  rmSync(file, { force: true });
  writeFileSync(file, JSON.stringify({ port, token, pid: process.pid }), { mode: 0o600 });
  return {
    async close() {
      rmSync(file, { force: true });
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // A command at work is cut off: an import goes on where it was when it is asked again.
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
    },
  };
}

function createControlApp(token: string, commands: Readonly<Record<string, ControlCommand>>, log: Log): Hono {
  const app = new Hono();
  app.post('/control/:name', async (c) => {
    const given = Buffer.from(c.req.header('authorization') ?? '');
    const expected = Buffer.from(`Bearer ${token}`);
    const fromPage = c.req.header('origin') !== undefined || !/^127\.0\.0\.1(:\d+)?$/.test(c.req.header('host') ?? '');
    if (fromPage || given.length !== expected.length || !timingSafeEqual(given, expected)) {
      throw new HttpError(403, 'control.refused', 'The token stands in control.json of the data directory.');
    }
    const name = c.req.param('name');
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (command === undefined) throw new HttpError(404, 'control.unknown', `This server knows no command ${name}.`);
    const body = await readJson(c, z.unknown(), 1024 * 1024);
    c.header('Content-Type', 'application/x-ndjson');
    return stream(c, async (out) => {
      const tell = async (line: object): Promise<void> => void (await out.writeln(JSON.stringify(line)));
      try {
        await command(body, tell);
      } catch (error) {
        log.error({ err: error }, 'A command failed');
        await tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
      }
    });
  });
  app.notFound((c) => answerError(c, new HttpError(404, 'control.unknown', 'POST /control/<command>.')));
  app.onError((error, c) => answerError(c, error instanceof HttpError ? error : new HttpError(500, 'control.failed', 'See the log.')));
  return app;
}

function listen(app: Hono): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, () => resolve(server));
    server.once('error', reject);
  });
}
