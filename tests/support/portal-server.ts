import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import type { DemoRecord } from './demo-record.ts';
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

/** A clinic's server with a record of its own, its phone and mail (the outbox of a demo), and its command line. */
export interface PortalServer {
  readonly process: ServerProcess;
  readonly directory: string;
  /** null: its record is embedded, and nobody else can open it. */
  readonly databaseUrl: string | null;
  /** Newest first. */
  outbox(): Promise<Outbox>;
  /** `npm run import -- …` and `npm run staff -- …` beside the running server; reject when they do not end with 0. Give what was printed. */
  import(...words: readonly string[]): Promise<string>;
  staff(...words: readonly string[]): Promise<string>;
  close(): Promise<void>;
}

/**
 * Starts it and waits until it is well. OUTPOST_ORIGIN is not set: each person reaches it under the port of their own line.
 * @param databaseUrl null: PGlite in the server's directory
 * @param first words for `npm run import --` before the first start: then the record is real; without any it is the demo
 * @param demo what to begin with instead of filling an empty record once more
 * @param further of its environment
 */
export async function startPortalServer(databaseUrl: string | null, first: readonly string[], demo: DemoRecord | null = null, further: Readonly<Record<string, string>> = {}): Promise<PortalServer> {
  const directory = mkdtempSync(join(tmpdir(), 'outpost-e2e-'));
  const env = { DATA_DIR: join(directory, 'data'), ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }), ...further };
  const process = await createServerProcess({ env, logFile: join(directory, 'server.log') });
  const npm = async (script: string, words: readonly string[]): Promise<string> => {
    const { stdout } = await run('npm', ['run', '--silent', script, '--', ...words], { cwd: root, env: { ...inherited(), ...env }, timeout: 60_000 });
    return stdout;
  };
  if (first.length > 0) await npm('import', first);
  await demo?.copyTo(env.DATA_DIR);
  await process.start();
  return {
    process,
    directory,
    databaseUrl,
    outbox: async () => {
      const answer = await fetch(`${process.url}/dev/outbox`, { headers: { accept: 'application/json' } });
      return outboxShape.parse(await answer.json());
    },
    import: (...words) => npm('import', words),
    staff: (...words) => npm('staff', words),
    async close() {
      await process.kill();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
