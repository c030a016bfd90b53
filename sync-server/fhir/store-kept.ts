import { sql } from 'drizzle-orm';
import type { Tx } from '../record/database.ts';
import type { ClinicalItem } from './clinical-item.ts';
import { clinicalTypes, isClinical, type ClinicalType } from './clinical-shapes.ts';
import { rowOf } from './fhir-keys.ts';
import { countsOf, refuseEntry, tellUnread, type FileReport } from './file-report.ts';
import { findPatients } from './find-patients.ts';
import { inSteps, type ImportTarget } from './import-step.ts';
import { fhirIdOf, type Entry, type ReadBundle } from './read-bundle.ts';
import type { ResolveReference } from './references.ts';
import { patientOfKept, type Reference } from './resource-shapes.ts';
import { storeClinical } from './store-clinical.ts';

interface KeptItem { readonly entry: Entry; readonly body: string; readonly patientKeys: readonly string[] }

/**
 * Everything but people, places and visits, verbatim: nothing that was sent is lost, whatever Outpost shows of it. What a
 * record shows goes on into its tables in the same step. What is one patient's is never written over another's.
 */
export async function storeKept(target: ImportTarget, bundle: ReadBundle, resolve: ResolveReference, report: FileReport): Promise<void> {
  const groups = new Map<string, KeptItem[]>();
  for (const entry of bundle.kept) {
    const list = groups.get(entry.resource.resourceType) ?? [];
    list.push({ entry, body: JSON.stringify(entry.resource), patientKeys: resolve(patientReference(entry)) });
    groups.set(entry.resource.resourceType, list);
  }
  const others = [...groups].flatMap(([type, items]) => (isClinical(type) ? [] : items));
  await inSteps(target, others, ({ body }) => ({ rows: 1, bytes: body.length }), (tx, chunk) => storeOthers(tx, target, chunk, report));
  for (const type of clinicalTypes) {
    const sizeOf = ({ body, entry }: KeptItem) => ({ rows: 6 + partsOf(entry), bytes: body.length });
    await inSteps(target, groups.get(type) ?? [], sizeOf, (tx, chunk) => storeShown(tx, target, type, chunk, { resolve, report }));
  }
}

/** What a report names are rows of their own. */
function partsOf({ resource }: Entry): number {
  return Array.isArray(resource['result']) ? 2 * resource['result'].length : 0;
}

async function storeOthers(tx: Tx, target: ImportTarget, chunk: readonly KeptItem[], report: FileReport): Promise<void> {
  const patients = await findPatients(tx, target, chunk.flatMap((one) => one.patientKeys));
  const stored = await keep(tx, target.clinic, chunk.map((item) => ({ item, patient: rowOf(patients, item.patientKeys) })));
  for (const { entry } of chunk) countsOf(report, entry.resource.resourceType).unchanged += 1;
  for (const { type, added } of stored) {
    const counts = countsOf(report, type);
    counts.unchanged -= 1;
    counts[added ? 'kept' : 'updated'] += 1;
  }
}

async function storeShown(
  tx: Tx, target: ImportTarget, type: ClinicalType, chunk: readonly KeptItem[], { resolve, report }: { readonly resolve: ResolveReference; readonly report: FileReport },
): Promise<void> {
  const patients = await findPatients(tx, target, chunk.flatMap((one) => one.patientKeys));
  const found: { item: KeptItem; patient: string }[] = [];
  for (const item of chunk) {
    const patient = rowOf(patients, item.patientKeys);
    if (patient === null) refuseEntry(report, { entry: item.entry.index, type, reason: 'patientUnknown' });
    else found.push({ item, patient });
  }
  const kept = await keep(tx, target.clinic, found);
  const anew = new Map(kept.map((row) => [row.fhir_id, row.added]));
  const items = found.map(({ item, patient }): ClinicalItem => ({ type, fhirId: fhirIdOf(item.entry), patient, resource: item.entry.resource, resolve }));
  const { outcomes, faults } = await storeClinical(tx, target.clinic, target.now(), type, items);
  const counts = countsOf(report, type);
  const told = new Set<string>();
  for (const { item } of found) {
    const fhirId = fhirIdOf(item.entry);
    const outcome = told.has(fhirId) ? 'same' : (outcomes.get(fhirId) ?? 'same');
    told.add(fhirId);
    if (outcome === 'added' || outcome === 'updated') counts[outcome] += 1;
    else if (outcome === 'same') counts.unchanged += 1;
    else counts[anew.get(fhirId) === true ? 'kept' : anew.has(fhirId) ? 'updated' : 'unchanged'] += 1;
    const fault = faults.get(fhirId);
    if (fault && outcome === 'unread') tellUnread(report, { entry: item.entry.index, type, path: fault.path.replace('entry[0]', `entry[${item.entry.index}]`), message: fault.message });
  }
}

/** Bodies are JSON text already: written into the parameter as they are, digits and all. */
async function keep(tx: Tx, clinic: string, found: readonly { readonly item: KeptItem; readonly patient: string | null }[]): Promise<{ type: string; fhir_id: string; added: boolean }[]> {
  if (found.length === 0) return [];
  const rows = found.map(({ item: { entry, body }, patient }) =>
    `{"type":${JSON.stringify(entry.resource.resourceType)},"fhir_id":${JSON.stringify(fhirIdOf(entry))},"patient_id":${JSON.stringify(patient)},"body":${body}}`);
  return tx.query(sql`
    insert into kept_resource as k (clinic_id, type, fhir_id, patient_id, body)
    select distinct on (r.type, r.fhir_id) ${clinic}, r.type, r.fhir_id, r.patient_id, r.body
    from jsonb_to_recordset(${`[${rows.join(',')}]`}::jsonb) as r(type text, fhir_id text, patient_id text, body jsonb)
    on conflict (clinic_id, type, fhir_id) do update set body = excluded.body, patient_id = coalesce(excluded.patient_id, k.patient_id)
    where (k.patient_id is null or k.patient_id = excluded.patient_id)
      and (k.body, k.patient_id) is distinct from (excluded.body, coalesce(excluded.patient_id, k.patient_id))
    returning type, fhir_id, (xmax = 0) as added`);
}

function patientReference(entry: Entry): Reference | undefined {
  const { data } = patientOfKept.safeParse(entry.resource);
  return data?.patient ?? data?.subject ?? data?.beneficiary;
}
