import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import type { Database } from './database.ts';
import { RecordError } from './record-error.ts';

export interface Migration {
  /** File name without `.sql`: "0001-record". Their order is the names' order. */
  readonly name: string;
  readonly text: string;
}

/** Any number, the same for every Outpost: instances that start together migrate one after another. */
const LOCK = 7_317_408_112;

const folder = join(import.meta.dirname, 'migrations');

export function readMigrations(from: string = folder): Migration[] {
  return readdirSync(from)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => ({ name: file.slice(0, -'.sql'.length), text: readFileSync(join(from, file), 'utf8') }));
}

/** Brings the record to this version's tables: all that is missing in one transaction, or nothing. Returns what it applied. */
export async function migrate(database: Database, migrations: readonly Migration[] = readMigrations()): Promise<string[]> {
  return database.transaction(async (tx) => {
    await tx.query(sql`select pg_advisory_xact_lock(${LOCK}::bigint)`);
    await tx.query(sql`create table if not exists migration (name text primary key, sha256 text not null, applied_at timestamptz not null default now())`);
    const applied = await tx.query<{ name: string; sha256: string }>(sql`select name, sha256 from migration order by name`);
    const pending = judge(applied, migrations);
    for (const migration of pending) {
      await tx.query(sql.raw(migration.text));
      await tx.query(sql`insert into migration (name, sha256) values (${migration.name}, ${digest(migration)})`);
    }
    return pending.map(({ name }) => name);
  });
}

function judge(applied: readonly { name: string; sha256: string }[], migrations: readonly Migration[]): readonly Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { name, sha256 } of applied) {
    const migration = known.get(name);
    if (migration === undefined) {
      throw new RecordError('record.migration', `This record has migration ${name}, which this Outpost does not know: it was opened by a newer version. Start that version, or give this one another record.`);
    }
    if (digest(migration) !== sha256) {
      throw new RecordError('record.migration', `Migration ${name} was changed after it was applied to this record. Put the file back as it was and write a new migration for the change.`);
    }
  }
  const last = applied.at(-1)?.name ?? '';
  const done = new Set(applied.map(({ name }) => name));
  const pending = migrations.filter(({ name }) => !done.has(name));
  const late = pending.find(({ name }) => name < last);
  if (late) throw new RecordError('record.migration', `Migration ${late.name} sorts before ${last}, which is applied already. Give it the next number.`);
  return pending;
}

function digest(migration: Migration): string {
  return createHash('sha256').update(migration.text).digest('hex');
}
