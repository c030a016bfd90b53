import { fillDemo } from './demo/fill-demo.ts';
import type { Config } from './config.ts';
import { createSeal } from './identity/seal.ts';
import type { Log } from './log.ts';
import { openDatabase, type Database } from './record/database.ts';
import { readInstallation, type InstallationKind } from './record/installation.ts';
import { migrate } from './record/migrate.ts';
import { RecordError } from './record/record-error.ts';

export interface OpenRecord {
  readonly database: Database;
  /** null: a new record that holds nothing yet. Never so in development, where it becomes a demo. */
  readonly kind: InstallationKind | null;
}

/**
 * The record of this configuration, migrated; in development an empty one is filled with the demo. Refuses with a
 * RecordError what openDatabase and migrate refuse, and demo data in production.
 */
export async function openRecord(config: Config, secret: string, log: Log): Promise<OpenRecord> {
  const database = await openDatabase(config.databaseUrl === null ? { kind: 'pglite', dataDir: config.dataDir } : { kind: 'postgres', url: config.databaseUrl });
  try {
    if (database.kind === 'pglite') {
      log.warn({ dataDir: config.dataDir }, 'The record is in PGlite: it survives a crash of this process, not of the power. A clinic runs on Postgres (DATABASE_URL).');
    }
    const applied = await migrate(database);
    if (applied.length > 0) log.info({ applied }, 'The record has new tables');
    const kind = await readInstallation(database);
    if (config.mode === 'production' && kind === 'demo') {
      throw new RecordError('record.demo', 'This record holds demo data, whose passwords everybody knows: production refuses it. Give it another DATABASE_URL or DATA_DIR.');
    }
    if (config.mode === 'production' || kind !== null) return { database, kind };
    await fillDemo(database, createSeal(secret));
    return { database, kind: await readInstallation(database) };
  } catch (error) {
    await database.close();
    throw error;
  }
}
