import { sql } from 'drizzle-orm';
import { arrayParam, type Tx } from '../record/database.ts';
import { findRows } from './fhir-keys.ts';
import type { ImportTarget } from './import-step.ts';
import { bareIdentifier } from './map-patient.ts';

/**
 * Key → patient for what a reference may say: a resource id, or an institution's number, which is kept by keyed hash only
 * (D17). A number that two patients have names neither.
 */
export async function findPatients(tx: Tx, target: Pick<ImportTarget, 'clinic' | 'seal'>, keys: readonly string[]): Promise<Map<string, string>> {
  const found = await findRows(tx, target.clinic, 'Patient', keys);
  const byLookup = new Map<string, string>();
  for (const key of new Set(keys)) {
    const bar = key.indexOf('|');
    const bare = bar === -1 || found.has(key) ? '' : bareIdentifier(key.slice(bar + 1));
    if (bare !== '') byLookup.set(`${key.slice(0, bar)} ${target.seal.lookup(bare)}`, key);
  }
  if (byLookup.size === 0) return found;
  const lookups = [...byLookup.keys()].map((pair) => pair.slice(pair.lastIndexOf(' ') + 1));
  const rows = await tx.query<{ name: string; id: string }>(sql`
    select i.system || ' ' || i.lookup as name, min(p.id) as id from patient_identifier i join patient p on p.id = i.patient_id
    where p.clinic_id = ${target.clinic} and i.kind = 'record' and i.lookup = any(${arrayParam(lookups)}::text[])
    group by 1 having count(distinct p.id) = 1`);
  for (const { name, id } of rows) {
    const key = byLookup.get(name);
    if (key !== undefined) found.set(key, id);
  }
  return found;
}
