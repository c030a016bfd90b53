import { sql } from 'drizzle-orm';
import { newId } from '../../schema/ids.ts';
import { viewName } from '../../schema/view-names.ts';
import { arrayParam, type Tx } from '../record/database.ts';
import { touch } from '../record/touch.ts';
import { clip, firstWords } from './clinical-words.ts';
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
    provider: resolve(entry.resource.serviceProvider),
  });
  await inSteps(target, bundle.Encounter, (entry) => ({ rows: 5 + entry.keys.length, bytes: 0 }), async (tx, chunk) => {
    const named = chunk.map((entry) => ({ entry, ...refs(entry) }));
    const patients = await findPatients(tx, target, named.flatMap((one) => one.patient));
    const staff = await findRows(tx, clinic, 'Practitioner', named.flatMap((one) => one.staff));
    const locations = await findRows(tx, clinic, 'Location', named.flatMap((one) => one.location));
    const words = await readPlaceWords(tx, clinic, { staff: [...staff.values()], locations: [...locations.values()], providers: named.flatMap((one) => one.provider) });
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
      const [staffRow, locationRow] = [rowOf(staff, to.staff), rowOf(locations, to.location)];
      rows.set(id, {
        id, patient_id: patient, staff_id: staffRow, location_id: locationRow, fhir_id: fhirIdOf(entry), ...encounterRow(entry.resource),
        place: words.get(locationRow ?? '') ?? to.provider.map((key) => words.get(key)).find(Boolean) ?? null, seen_by: words.get(staffRow ?? '') ?? null,
      });
    }
    // A visit stays with its patient: the same key under another patient changes nothing.
    const stored = await tx.query<{ added: boolean; patient_id: string }>(sql`
      insert into encounter as e (id, clinic_id, patient_id, staff_id, location_id, class, status, title, reason, place, seen_by, started_at, ended_at, fhir_id)
      select r.id, ${clinic}, r.patient_id, r.staff_id, r.location_id, r.class, r.status, r.title, r.reason, r.place, r.seen_by, r.started_at, r.ended_at, r.fhir_id
      from jsonb_to_recordset(${JSON.stringify([...rows.values()])}::jsonb) as r(id text, patient_id text, staff_id text, location_id text, class text,
        status text, title text, reason text, place text, seen_by text, started_at timestamptz, ended_at timestamptz, fhir_id text)
      on conflict (id) do update set staff_id = coalesce(excluded.staff_id, e.staff_id), location_id = coalesce(excluded.location_id, e.location_id),
        class = excluded.class, status = excluded.status, title = excluded.title, reason = excluded.reason, place = coalesce(excluded.place, e.place),
        seen_by = coalesce(excluded.seen_by, e.seen_by), started_at = excluded.started_at, ended_at = excluded.ended_at
      where e.patient_id = excluded.patient_id and (e.staff_id, e.location_id, e.class, e.status, e.title, e.reason, e.place, e.seen_by, e.started_at, e.ended_at) is distinct from
        (coalesce(excluded.staff_id, e.staff_id), coalesce(excluded.location_id, e.location_id), excluded.class, excluded.status, excluded.title, excluded.reason,
         coalesce(excluded.place, e.place), coalesce(excluded.seen_by, e.seen_by), excluded.started_at, excluded.ended_at)
      returning (xmax = 0) as added, e.patient_id`);
    const changed = [...new Set(stored.map((row) => row.patient_id))];
    await touch(tx, changed.flatMap((patient) => [
      { view: viewName.record(patient), section: 'visits', entry: '*' }, { view: viewName.record(patient), section: 'older', entry: '*' },
      { view: viewName.chart(patient), section: 'seenBy', entry: '*' },
    ]));
    await writeKeys(tx, clinic, 'Encounter', keys);
    const counts = countsOf(report, 'Encounter');
    const added = stored.filter((row) => row.added).length;
    counts.added += added;
    counts.updated += stored.length - added;
    counts.unchanged += rows.size - stored.length;
  });
}

/** Row → name of staff and locations, key → name of organizations. */
async function readPlaceWords(tx: Tx, clinic: string, of: { staff: readonly string[]; locations: readonly string[]; providers: readonly string[] }): Promise<Map<string, string>> {
  const providers = await findRows(tx, clinic, 'Organization', of.providers);
  const rows = await tx.query<{ id: string; name: string | null }>(sql`
    select id, name from staff where id = any(${arrayParam(of.staff)}::text[]) union all select id, name from location where id = any(${arrayParam(of.locations)}::text[])
    union all select fhir_id, body ->> 'name' from kept_resource where clinic_id = ${clinic} and type = 'Organization' and fhir_id = any(${arrayParam([...providers.values()])}::text[])`);
  const names = new Map(rows.map(({ id, name }) => [id, clip(name ?? '')]));
  for (const [key, row] of providers) names.set(key, names.get(row) ?? '');
  return names;
}

function encounterRow(encounter: Encounter): { class: string; status: string; title: string; reason: string | null; started_at: string | null; ended_at: string | null } {
  return {
    class: encounter.class.code ?? encounter.class.display ?? '',
    status: encounter.status,
    title: conceptText(encounter.type?.[0]),
    reason: firstWords(encounter.reasonCode),
    started_at: instantText(encounter.period?.start),
    ended_at: instantText(encounter.period?.end),
  };
}

/** FHIR lets a dateTime be a day alone: taken as its start, UTC. */
function instantText(value: string | undefined): string | null {
  return value === undefined ? null : new Date(value).toISOString();
}
