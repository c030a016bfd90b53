import { sql } from 'drizzle-orm';
import { viewName } from '../../schema/view-names.ts';
import { arrayParam, type Tx } from '../record/database.ts';
import { touch, wholeView } from '../record/touch.ts';
import type { BrokenFile } from './broken-file.ts';
import type { ClinicalItem, MappedRow, ReadItem } from './clinical-item.ts';
import { readNames } from './clinical-names.ts';
import { clinicalShapes, type ClinicalType } from './clinical-shapes.ts';
import { upsertRows, type ClinicalRow, type ClinicalTable } from './clinical-tables.ts';
import { mappers, type Mapped, type Names } from './map-clinical.ts';
import { faultIn } from './read-bundle.ts';
import { storeObservations, storeReports } from './store-results.ts';

/** What became of an item: changes of its row; `aside` (an error, said so) and `unread` stand in no list. */
export type Stored = 'added' | 'updated' | 'same' | 'aside' | 'unread';

export interface StoredChunk {
  readonly outcomes: ReadonlyMap<string, Stored>;
  readonly faults: ReadonlyMap<string, BrokenFile>;
}

/** Where an entry that cannot be read any more would have stood. */
const tableOf: Record<ClinicalType, ClinicalTable> = {
  Condition: 'condition', AllergyIntolerance: 'allergy_intolerance', MedicationRequest: 'medication_request', Immunization: 'immunization', Procedure: 'procedure',
  CarePlan: 'care_plan', Goal: 'goal', DiagnosticReport: 'result', Observation: 'observation', Claim: 'claim', ExplanationOfBenefit: 'claim',
};

/**
 * Resources of one type, already kept verbatim, into the tables that views show. Rows written: one each, values of results
 * and what a report names aside, and two touches a patient.
 */
export async function storeClinical(tx: Tx, clinic: string, now: number, type: ClinicalType, given: readonly ClinicalItem[]): Promise<StoredChunk> {
  const items = [...new Map((await keptAsTheirs(tx, clinic, type, given)).map((item) => [item.fhirId, item])).values()];
  const faults = new Map<string, BrokenFile>();
  const readable: ReadItem[] = [];
  for (const item of items) {
    const parsed = clinicalShapes[type].safeParse(item.resource);
    if (parsed.success) readable.push({ ...item, parsed: parsed.data });
    else faults.set(item.fhirId, faultIn(0, type, parsed.error));
  }
  const rows = type === 'DiagnosticReport' ? await storeReports(tx, clinic, now, readable)
    : type === 'Observation' ? await storeObservations(tx, clinic, now, readable)
      : await storeMapped(tx, clinic, readable, await readNames(tx, clinic, readable));
  const outcomes = new Map<string, Stored>(rows.map(({ fhirId, isVoid, change }) => [fhirId, isVoid ? 'aside' : change]));
  for (const fhirId of faults.keys()) outcomes.set(fhirId, 'unread');
  const hidden = await hide(tx, clinic, type, [...faults.keys()]);
  const changed = new Set([...rows.filter(({ change }) => change !== 'same').map(({ patient }) => patient), ...hidden]);
  const marked = await mark(tx, clinic, type, outcomes);
  await touch(tx, [...new Set([...changed, ...marked])].flatMap((patient) => viewsOf(type).map((view) => wholeView(view(patient)))));
  if (tellsResults(type) && changed.size > 0) await touch(tx, [...[...changed].map(viewName.results), viewName.delivery(clinic)].map(wholeView));
  return { outcomes, faults };
}

const tellsResults = (type: ClinicalType): boolean => type === 'DiagnosticReport' || type === 'Observation';

/** The views a resource of this type stands in. */
const viewsOf = (type: ClinicalType): ((patient: string) => string)[] => (tableOf[type] === 'claim' ? [viewName.billing] : [viewName.record, viewName.chart]);

/** Another patient's under the same resource id stays as it is: nothing of these items was kept, and nothing is shown or hidden for them. */
async function keptAsTheirs(tx: Tx, clinic: string, type: ClinicalType, given: readonly ClinicalItem[]): Promise<ClinicalItem[]> {
  const rows = await tx.query<{ fhir_id: string; patient_id: string | null }>(sql`
    select fhir_id, patient_id from kept_resource where clinic_id = ${clinic} and type = ${type} and fhir_id = any(${arrayParam(given.map(({ fhirId }) => fhirId))}::text[])`);
  const owners = new Map(rows.map((row) => [row.fhir_id, row.patient_id]));
  return given.filter(({ fhirId, patient }) => owners.get(fhirId) === patient);
}

async function storeMapped(tx: Tx, clinic: string, items: readonly ReadItem[], namesFor: (item: ReadItem) => Names): Promise<MappedRow[]> {
  const byTable = new Map<ClinicalTable, ClinicalRow[]>();
  for (const item of items) {
    const { table, columns, void: isVoid } = mapOne(item, namesFor(item));
    byTable.set(table, [...(byTable.get(table) ?? []), { patient: item.patient, fhirId: item.fhirId, void: isVoid, columns }]);
  }
  const stored: MappedRow[] = [];
  for (const [table, rows] of byTable) {
    const isVoid = new Set(rows.filter((row) => row.void).map(({ fhirId }) => fhirId));
    for (const row of await upsertRows(tx, clinic, table, rows)) stored.push({ ...row, isVoid: isVoid.has(row.fhirId) });
  }
  return stored;
}

function mapOne({ type, parsed }: ReadItem, names: Names): Mapped {
  if (type === 'DiagnosticReport' || type === 'Observation') throw new Error(`${type} is stored by store-results.ts`);
  // Parsed by the shape of just this type: its mapper takes it.
  return (mappers[type] as (resource: unknown, names: Names) => Mapped)(parsed, names);
}

/** What was readable and is not any more leaves the lists, and the result it was by itself with it; whose it was. */
async function hide(tx: Tx, clinic: string, type: ClinicalType, fhirIds: readonly string[]): Promise<string[]> {
  if (fhirIds.length === 0) return [];
  const hideIn = (table: ClinicalTable) => tx.query<{ patient_id: string }>(sql`
    update ${sql.raw(table)} set void = true where clinic_id = ${clinic} and fhir_id = any(${arrayParam(fhirIds)}::text[]) and not void
      ${table === 'result' || table === 'claim' ? sql`and source = ${type}` : sql``} returning patient_id`);
  const rows = [...await hideIn(tableOf[type]), ...(type === 'Observation' ? await hideIn('result') : [])];
  return rows.map((row) => row.patient_id);
}

/** Says in kept_resource what stands in a list. Whose count of what is only kept changed. */
async function mark(tx: Tx, clinic: string, type: ClinicalType, outcomes: ReadonlyMap<string, Stored>): Promise<string[]> {
  const rows = [...outcomes].map(([f, stored]) => ({ f, r: stored === 'aside' || stored === 'unread' ? stored : 'shown' }));
  if (rows.length === 0) return [];
  const changed = await tx.query<{ patient_id: string | null; reading: string }>(sql`
    update kept_resource k set reading = r.r from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(f text, r text)
    where k.clinic_id = ${clinic} and k.type = ${type} and k.fhir_id = r.f and k.reading <> r.r returning k.patient_id, k.reading`);
  return changed.flatMap((row) => row.patient_id ?? []);
}
