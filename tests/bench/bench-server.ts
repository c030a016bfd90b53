import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Database } from '../../sync-server/record/database.ts';
import { migrate } from '../../sync-server/record/migrate.ts';
import { startPostgres } from '../support/postgres.ts';
import { createServerProcess, type ServerProcess } from '../support/server-process.ts';
import { childrenWith } from './process-cpu.ts';

/** The real server, not started yet, on an empty record in a real Postgres of its own. */
export interface BenchServer {
  readonly server: ServerProcess;
  readonly database: Database;
  readonly url: string;
}

export async function withBenchServer<T>(work: (bench: BenchServer) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'outpost-bench-'));
  const postgres = await startPostgres();
  try {
    const url = await postgres.createDatabase();
    const database = await openDatabase({ kind: 'postgres', url });
    await migrate(database);
    const server = await createServerProcess({ env: { DATABASE_URL: url, DATA_DIR: folder, LOG_LEVEL: 'error' }, logFile: join(folder, 'log') });
    try {
      return await work({ server, database, url });
    } finally {
      await server.kill();
      await database.close();
    }
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Of the running server's process alone, MB. 0 where there is no /proc. */
export function residentMegabytes(which: 'VmRSS' | 'VmHWM'): number {
  const [pid] = childrenWith('main.ts');
  try {
    const found = new RegExp(`^${which}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid ?? 0}/status`, 'utf8'));
    return Number(found?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
