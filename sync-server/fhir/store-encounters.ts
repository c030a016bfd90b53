import { sql } from 'drizzle-orm';
import { newId } from '../../schema/ids.ts';
import { findRows, rowOf, writeKeys } from './fhir-keys.ts';
import { countsOf, refuseEntry, type FileReport } from './file-report.ts';
import { findPatients } from './find-patients.ts';
import { inSteps, type ImportTarget } from './import-step.ts';
import { conceptText } from './person-parts.ts';
import { fhirIdOf, type Entry, type ReadBundle } from './read-bundle.ts';
import type { ResolveReference } from './references.ts';
import type { Encounter } from './resource-shapes.ts';

/** Visits. One of a patient the record does not have is refused: it would be on nobody's record. */
export async function storeEncounters(target: ImportTarget, bundle: ReadBundle, resolve: ResolveReference, report: FileReport): Promise<void> {
  const { clinic } = target;
  const refs = (entry: Entry<Encounter>) => ({
    patient: resolve(entry.resource.subject),
    staff: (entry.resource.participant ?? []).flatMap((one) => [...resolve(one.individual)]),
    location: (entry.resource.location ?? []).flatMap((one) => [...resolve(one.location)]),
  });
  await inSteps(target, bundle.Encounter, (entry) => ({ rows: 1 + entry.keys.length, bytes: 0 }), async (tx, chunk) => {
    const named = chunk.map((entry) => ({ entry, ...refs(entry) }));
    const patients = await findPatients(tx, target, named.flatMap((one) => one.patient));
    const staff = await findRows(tx, clinic, 'Practitioner', named.flatMap((one) => one.staff));
    const locations = await findRows(tx, clinic, 'Location', named.flatMap((one) => one.location));
    const known = await findRows(tx, clinic, 'Encounter', chunk.flatMap((entry) => entry.keys));
    const rows = new Map<string, object>();
    const keys: { key: string; row: string }[] = [];
    for (const { entry, ...to } of named) {
      const patient = rowOf(patients, to.patient);
      if (patient === null) {
        refuseEntry(report, { entry: entry.index, type: 'Encounter', reason: 'patientUnknown' });
        continue;
      }
      const id = rowOf(known, entry.keys) ?? newId();
      for (const key of entry.keys) {
        known.set(key, id);
        keys.push({ key, row: id });
      }
      rows.set(id, { id, patient_id: patient, staff_id: rowOf(staff, to.staff), location_id: rowOf(locations, to.location), fhir_id: fhirIdOf(entry), ...encounterRow(entry.resource) });
    }
    // A visit stays with its patient: the same key under another patient changes nothing.
    const stored = await tx.query<{ added: boolean }>(sql`
      insert into encounter as e (id, clinic_id, patient_id, staff_id, location_id, class, status, title, started_at, ended_at, fhir_id)
      select r.id, ${clinic}, r.patient_id, r.staff_id, r.location_id, r.class, r.status, r.title, r.started_at, r.ended_at, r.fhir_id
      from jsonb_to_recordset(${JSON.stringify([...rows.values()])}::jsonb) as r(id text, patient_id text, staff_id text, location_id text, class text,
        status text, title text, started_at timestamptz, ended_at timestamptz, fhir_id text)
      on conflict (id) do update set staff_id = coalesce(excluded.staff_id, e.staff_id), location_id = coalesce(excluded.location_id, e.location_id),
        class = excluded.class, status = excluded.status, title = excluded.title, started_at = excluded.started_at, ended_at = excluded.ended_at
      where e.patient_id = excluded.patient_id and (e.staff_id, e.location_id, e.class, e.status, e.title, e.started_at, e.ended_at) is distinct from
        (coalesce(excluded.staff_id, e.staff_id), coalesce(excluded.location_id, e.location_id), excluded.class, excluded.status, excluded.title, excluded.started_at, excluded.ended_at)
      returning (xmax = 0) as added`);
    await writeKeys(tx, clinic, 'Encounter', keys);
    const counts = countsOf(report, 'Encounter');
    const added = stored.filter((row) => row.added).length;
    counts.added += added;
    counts.updated += stored.length - added;
    counts.unchanged += rows.size - stored.length;
  });
}

function encounterRow(encounter: Encounter): { class: string; status: string; title: string; started_at: string | null; ended_at: string | null } {
  return {
    class: encounter.class.code ?? encounter.class.display ?? '',
    status: encounter.status,
    title: conceptText(encounter.type?.[0]),
    started_at: instantText(encounter.period?.start),
    ended_at: instantText(encounter.period?.end),
  };
}

/** FHIR lets a dateTime be a day alone: taken as its start, UTC. */
function instantText(value: string | undefined): string | null {
  return value === undefined ? null : new Date(value).toISOString();
}
