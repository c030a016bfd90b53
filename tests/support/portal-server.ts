import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { createServerProcess, inherited, type ServerProcess } from './server-process.ts';

const root = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);

const outboxShape = z.object({
  messages: z.array(z.object({ id: z.number(), channel: z.enum(['email', 'sms']), to: z.string(), subject: z.string().nullable(), text: z.string() })),
  authenticators: z.array(z.object({ username: z.string(), code: z.string(), until: z.number() })),
});
export type Outbox = z.infer<typeof outboxShape>;

/** Where a test's record lies. */
export type RecordKind = 'pglite' | 'postgres';

/** A demo clinic's server with an empty record of its own, its phone and mail (the outbox), and its command line. */
export interface PortalServer {
  readonly process: ServerProcess;
  readonly directory: string;
  /** Newest first. */
  outbox(): Promise<Outbox>;
  /** `npm run import -- …` beside the running server; rejects when it does not end with 0. */
  import(...words: readonly string[]): Promise<string>;
  close(): Promise<void>;
}

/**
 * Starts it and waits until it is well. OUTPOST_ORIGIN is not set: each person reaches it under the port of their own line.
 * @param databaseUrl null: PGlite in the server's directory
 */
export async function startPortalServer(databaseUrl: string | null): Promise<PortalServer> {
  const directory = mkdtempSync(join(tmpdir(), 'outpost-e2e-'));
  const env = { DATA_DIR: join(directory, 'data'), ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }) };
  const process = await createServerProcess({ env, logFile: join(directory, 'server.log') });
  await process.start();
  return {
    process,
    directory,
    outbox: async () => {
      const answer = await fetch(`${process.url}/dev/outbox`, { headers: { accept: 'application/json' } });
      return outboxShape.parse(await answer.json());
    },
    async import(...words) {
      const { stdout } = await run('npm', ['run', '--silent', 'import', '--', ...words], { cwd: root, env: { ...inherited(), ...env }, timeout: 60_000 });
      return stdout;
    },
    async close() {
      await process.kill();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
