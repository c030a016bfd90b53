import { sql, type SQL } from 'drizzle-orm';
import { newId } from '../../schema/ids.ts';
import type { Tx } from '../record/database.ts';

/** Columns beside id, clinic, patient, resource id and `void`, with their types. */
export const clinicalTables = {
  condition: { name: 'text', clinical: 'text', verification: 'text', severity: 'text', onset: 'text', onset_words: 'text', abated: 'text', recorded: 'text', note: 'text' },
  allergy_intolerance: {
    name: 'text', kinds: 'jsonb', criticality: 'text', clinical: 'text', verification: 'text', reactions: 'jsonb', onset: 'text', recorded: 'text', last: 'text', note: 'text',
  },
  medication_request: { name: 'text', status: 'text', intent: 'text', dosage: 'jsonb', reason: 'text', written: 'text', note: 'text' },
  immunization: { name: 'text', status: 'text', reason: 'text', given: 'text', dose: 'text', note: 'text' },
  procedure: { name: 'text', status: 'text', started: 'text', ended: 'text', reason: 'text', note: 'text' },
  care_plan: { name: 'text', status: 'text', started: 'text', ended: 'text', activities: 'jsonb', problems: 'jsonb', note: 'text' },
  goal: { name: 'text', lifecycle: 'text', achievement: 'text', started: 'text', due: 'text', targets: 'jsonb', note: 'text' },
  claim: { source: 'text', name: 'text', status: 'text', started: 'text', ended: 'text', total: 'text', patient_amount: 'text', currency: 'text', explains: 'text', note: 'text' },
  result: {
    source: 'text', name: 'text', category: 'text', status: 'text', at: 'text', issued: 'text', conclusion: 'text', note: 'text', state: 'text', history: 'boolean', orderer_id: 'text',
  },
  observation: { kind: 'text', result_id: 'text', grouped: 'text', name: 'text', status: 'text', at: 'text', measured: 'jsonb', parts: 'jsonb', note: 'text' },
} as const satisfies Record<string, Readonly<Record<string, 'text' | 'jsonb' | 'boolean'>>>;
export type ClinicalTable = keyof typeof clinicalTables;

export interface ClinicalRow {
  readonly patient: string;
  readonly fhirId: string;
  readonly void: boolean;
  readonly columns: Readonly<Record<string, unknown>>;
}

export interface StoredRow { readonly id: string; readonly fhirId: string; readonly patient: string; readonly change: 'added' | 'updated' | 'same' }

/** Known by a resource id within these alone: two kinds of resource share the table. */
const bySource: readonly ClinicalTable[] = ['claim', 'result'];
/** Said once, when it came in; what becomes of a result's state after that is decided, see result-changes.ts. */
const fixed: readonly string[] = ['history', 'source', 'state'];

/** One statement for all. What is one patient's is never written over another's: those are missing from the answer. */
export async function upsertRows(tx: Tx, clinic: string, table: ClinicalTable, rows: readonly ClinicalRow[]): Promise<StoredRow[]> {
  if (rows.length === 0) return [];
  const types: Readonly<Record<string, string>> = clinicalTables[table];
  const names = Object.keys(types);
  const changing = ['void', ...names.filter((name) => !fixed.includes(name))];
  const list = (write: (name: string) => string, of: readonly string[] = names): SQL => sql.raw(of.map(write).join(', '));
  const json = JSON.stringify(rows.map(({ patient, fhirId, columns, void: isVoid }) => ({ ...columns, id: newId(), patient_id: patient, fhir_id: fhirId, void: isVoid })));
  const key = sql.raw(bySource.includes(table) ? 'clinic_id, source, fhir_id' : 'clinic_id, fhir_id');
  const changed = await tx.query<{ id: string; fhir_id: string; patient_id: string; added: boolean }>(sql`
    insert into ${sql.raw(table)} as t (id, clinic_id, patient_id, fhir_id, void, ${list((name) => name)})
    select r.id, ${clinic}, r.patient_id, r.fhir_id, r.void, ${list((name) => `r.${name}`)}
    from jsonb_to_recordset(${json}::jsonb) as r(id text, patient_id text, fhir_id text, void boolean, ${list((name) => `${name} ${types[name]}`)})
    on conflict (${key}) do update set ${list((name) => `${name} = excluded.${name}`, changing)}
    where t.patient_id = excluded.patient_id and (${list((name) => `t.${name}`, changing)}) is distinct from (${list((name) => `excluded.${name}`, changing)})
    returning t.id, t.fhir_id, t.patient_id, (xmax = 0) as added`);
  const byId = new Map(changed.map((row) => [row.fhir_id, row]));
  const same = rows.filter(({ fhirId }) => !byId.has(fhirId));
  const known = same.length === 0 ? [] : await tx.query<{ id: string; fhir_id: string; patient_id: string }>(sql`
    select t.id, t.fhir_id, t.patient_id from ${sql.raw(table)} t join jsonb_to_recordset(${JSON.stringify(same.map(({ fhirId, patient, columns }) => ({ f: fhirId, p: patient, s: columns['source'] ?? null })))}::jsonb) as r(f text, p text, s text)
      on t.fhir_id = r.f and t.patient_id = r.p ${bySource.includes(table) ? sql`and t.source = r.s` : sql``} where t.clinic_id = ${clinic}`);
  return [
    ...changed.map((row): StoredRow => ({ id: row.id, fhirId: row.fhir_id, patient: row.patient_id, change: row.added ? 'added' : 'updated' })),
    ...known.map((row): StoredRow => ({ id: row.id, fhirId: row.fhir_id, patient: row.patient_id, change: 'same' })),
  ];
}
