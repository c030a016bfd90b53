import { sql } from 'drizzle-orm';
import { rowOf } from './fhir-keys.ts';
import { countsOf, type FileReport } from './file-report.ts';
import { findPatients } from './find-patients.ts';
import { inSteps, type ImportTarget } from './import-step.ts';
import { fhirIdOf, type Entry, type ReadBundle } from './read-bundle.ts';
import type { ResolveReference } from './references.ts';
import { patientOfKept, type Reference } from './resource-shapes.ts';

/**
 * Everything that has no table yet, verbatim: the day a slice reads it, nothing has to be imported again. What is one
 * patient's is never written over another's.
 */
export async function storeKept(target: ImportTarget, bundle: ReadBundle, resolve: ResolveReference, report: FileReport): Promise<void> {
  const { clinic } = target;
  const items = bundle.kept.map((entry) => ({ entry, body: JSON.stringify(entry.resource) }));
  await inSteps(target, items, ({ body }) => ({ rows: 1, bytes: body.length }), async (tx, chunk) => {
    const named = chunk.map((item) => ({ ...item, patient: resolve(patientReference(item.entry)) }));
    const patients = await findPatients(tx, target, named.flatMap((one) => one.patient));
    // Bodies are JSON text already: written into the parameter as they are, digits and all.
    const rows = named.map(({ entry, body, patient }) =>
      `{"type":${JSON.stringify(entry.resource.resourceType)},"fhir_id":${JSON.stringify(fhirIdOf(entry))},"patient_id":${JSON.stringify(rowOf(patients, patient))},"body":${body}}`);
    const stored = await tx.query<{ type: string; added: boolean }>(sql`
      insert into kept_resource as k (clinic_id, type, fhir_id, patient_id, body)
      select distinct on (r.type, r.fhir_id) ${clinic}, r.type, r.fhir_id, r.patient_id, r.body
      from jsonb_to_recordset(${`[${rows.join(',')}]`}::jsonb) as r(type text, fhir_id text, patient_id text, body jsonb)
      on conflict (clinic_id, type, fhir_id) do update set body = excluded.body, patient_id = coalesce(excluded.patient_id, k.patient_id)
      where (k.patient_id is null or excluded.patient_id is null or k.patient_id = excluded.patient_id)
        and (k.body, k.patient_id) is distinct from (excluded.body, coalesce(excluded.patient_id, k.patient_id))
      returning type, (xmax = 0) as added`);
    for (const { entry } of chunk) countsOf(report, entry.resource.resourceType).unchanged += 1;
    for (const { type, added } of stored) {
      const counts = countsOf(report, type);
      counts.unchanged -= 1;
      counts[added ? 'kept' : 'updated'] += 1;
    }
  });
}

function patientReference(entry: Entry): Reference | undefined {
  const { data } = patientOfKept.safeParse(entry.resource);
  return data?.patient ?? data?.subject ?? data?.beneficiary;
}
