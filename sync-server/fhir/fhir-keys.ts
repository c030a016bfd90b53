import { sql } from 'drizzle-orm';
import { arrayParam, type Tx } from '../record/database.ts';

export type KeyedType = 'Organization' | 'Practitioner' | 'Location' | 'Patient' | 'Encounter';

/** Key → row, for those of `keys` the clinic knows. */
export async function findRows(tx: Tx, clinic: string, type: KeyedType, keys: readonly string[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map();
  const rows = await tx.query<{ key: string; row_id: string }>(sql`
    select key, row_id from fhir_key where clinic_id = ${clinic} and type = ${type} and key = any(${arrayParam([...new Set(keys)])}::text[])`);
  return new Map(rows.map(({ key, row_id }) => [key, row_id]));
}

/** The row behind the first key that has one. */
export function rowOf(known: ReadonlyMap<string, string>, keys: readonly string[]): string | null {
  for (const key of keys) {
    const row = known.get(key);
    if (row !== undefined) return row;
  }
  return null;
}

/** A key that names a row already keeps it: the first import that used a name owns it. */
export async function writeKeys(tx: Tx, clinic: string, type: KeyedType, keys: readonly { key: string; row: string }[]): Promise<void> {
  if (keys.length === 0) return;
  await tx.query(sql`
    insert into fhir_key (clinic_id, type, key, row_id)
    select ${clinic}, ${type}, k.key, k.row from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k(key text, row text)
    on conflict do nothing`);
}
