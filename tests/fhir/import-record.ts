import { sql } from 'drizzle-orm';
import { newId } from '../../schema/ids.ts';
import { importBundle } from '../../sync-server/fhir/import-bundle.ts';
import type { FileReport } from '../../sync-server/fhir/file-report.ts';
import { foundClinic } from '../../sync-server/fhir/found-clinic.ts';
import type { ImportTarget } from '../../sync-server/fhir/import-step.ts';
import { createSeal } from '../../sync-server/identity/seal.ts';
import { openDatabase, type Database } from '../../sync-server/record/database.ts';
import { migrate } from '../../sync-server/record/migrate.ts';
import type { DatabaseTarget } from '../support/databases.ts';

export const seal = createSeal('a secret of the tests, and of nobody else');

export interface RecordUnderTest {
  readonly database: Database;
  /** Of the last `empty`. */
  readonly clinic: string;
  readonly target: ImportTarget;
  importText(text: string, file?: string): Promise<FileReport>;
  count(table: string): Promise<number>;
  /** Everything away but the tables; a new clinic. */
  empty(): Promise<void>;
}

/** A real record with one clinic in Kenya. */
export async function openRecord(at: DatabaseTarget): Promise<RecordUnderTest> {
  const database = await openDatabase(at);
  await migrate(database);
  const record = {
    database,
    clinic: '',
    target: { database, seal, clinic: '', now: () => 1_790_000_000_000, faultPoint: () => undefined } satisfies ImportTarget,
    importText: (text: string, file = 'file.json') => importBundle(record.target, file, text),
    async count(table: string) {
      const rows = await database.query<{ n: number }>(sql`select count(*) as n from ${sql.raw(table)}`);
      return rows[0]?.n ?? -1;
    },
    async empty() {
      record.clinic = await database.transaction(async (tx) => {
        await tx.query(sql`truncate installation, clinic, touch, audit restart identity cascade`);
        await tx.query(sql`insert into installation (id, kind) values (1, 'real')`);
        return (await foundClinic(tx, { name: 'Riverside Clinic', suffix: 'riverside', country: 'KE', timeZone: 'Africa/Nairobi' })).id;
      });
      record.target = { ...record.target, clinic: record.clinic };
    },
  };
  return record;
}

/** An account for a patient, as an activation would leave it. */
export async function openAccount(record: RecordUnderTest, patient: string, identifier: string): Promise<string> {
  const id = newId();
  await record.database.query(sql`
    insert into account (id, clinic_id, kind, patient_id, identifier) values (${id}, ${record.clinic}, 'patient', ${patient}, ${identifier})`);
  return id;
}
