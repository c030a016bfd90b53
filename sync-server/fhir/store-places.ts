import { sql } from 'drizzle-orm';
import { newId } from '../../schema/ids.ts';
import { viewName } from '../../schema/view-names.ts';
import type { Tx } from '../record/database.ts';
import { touch } from '../record/touch.ts';
import { findRows, rowOf, writeKeys, type KeyedType } from './fhir-keys.ts';
import { countsOf, type FileReport } from './file-report.ts';
import { inSteps, type ImportTarget } from './import-step.ts';
import { conceptText, formatAddress, pickTelecom, pickTitledName } from './person-parts.ts';
import { fhirIdOf, type Entry, type ReadBundle } from './read-bundle.ts';
import type { Location, Practitioner, Resource } from './resource-shapes.ts';

/** An entry and the row it is or becomes. `name` '' never gets here. */
interface Placed<R> { readonly entry: Entry<R>; readonly row: string; readonly isNew: boolean }

async function place<R extends Resource>(tx: Tx, clinic: string, type: KeyedType, chunk: readonly Entry<R>[]): Promise<Placed<R>[]> {
  const known = await findRows(tx, clinic, type, chunk.flatMap((entry) => entry.keys));
  return chunk.map((entry) => {
    const found = rowOf(known, entry.keys);
    const row = found ?? newId();
    // The same thing twice in one file is one row.
    for (const key of entry.keys) if (!known.has(key)) known.set(key, row);
    return { entry, row, isNew: found === null };
  });
}

const keyRows = (placed: readonly Placed<Resource>[]) => placed.flatMap(({ entry, row }) => entry.keys.map((key) => ({ key, row })));

/** Practitioners become staff: no roles, no sign-in, not addressable, until an administrator decides otherwise (C91). */
export async function storePractitioners(target: ImportTarget, bundle: ReadBundle, report: FileReport): Promise<void> {
  const { clinic } = target;
  await inSteps(target, bundle.Practitioner, (entry) => ({ rows: 3 + entry.keys.length, bytes: 0 }), async (tx, chunk) => {
    const placed = await place(tx, clinic, 'Practitioner', chunk);
    const rows = placed.map(({ entry, row }) => ({
      id: row, patient_ref: newId(), name: pickTitledName(entry.resource.name), title: titleOf(entry.resource), active: entry.resource.active ?? true,
      colour: colourOf(row), fhir_id: fhirIdOf(entry),
    }));
    const json = JSON.stringify(rows);
    const added = await tx.query<{ id: string }>(sql`
      insert into staff (id, clinic_id, name, title, patient_ref, active, colour, fhir_id)
      select r.id, ${clinic}, r.name, r.title, r.patient_ref, r.active, r.colour, r.fhir_id
      from jsonb_to_recordset(${json}::jsonb) as r(id text, name text, title text, patient_ref text, active boolean, colour int, fhir_id text)
      on conflict (id) do nothing returning id`);
    // Whoever has roles or signs in is the app's: a file says nothing about them any more.
    const updated = await tx.query<{ id: string }>(sql`
      update staff s set name = r.name, title = case when r.title = '' then s.title else r.title end, active = r.active
      from jsonb_to_recordset(${json}::jsonb) as r(id text, name text, title text, active boolean)
      where s.id = r.id and s.roles = '{}' and not exists (select 1 from account a where a.staff_id = s.id)
        and (s.name, s.active, s.title) is distinct from (r.name, r.active, case when r.title = '' then s.title else r.title end) returning s.id`);
    await writeKeys(tx, clinic, 'Practitioner', keyRows(placed));
    await touch(tx, [...added, ...updated].map(({ id }) => ({ view: viewName.office(clinic), section: 'colleagues', entry: id })));
    count(report, 'Practitioner', chunk.length, added.length, updated.length);
  });
}

export async function storeLocations(target: ImportTarget, bundle: ReadBundle, report: FileReport): Promise<void> {
  const { clinic } = target;
  await inSteps(target, bundle.Location, (entry) => ({ rows: 2 + entry.keys.length, bytes: 0 }), async (tx, chunk) => {
    const placed = await place(tx, clinic, 'Location', chunk);
    const json = JSON.stringify(placed.map(({ entry, row }) => ({ id: row, fhir_id: fhirIdOf(entry), ...locationRow(entry.resource) })));
    const added = await tx.query<{ id: string }>(sql`
      insert into location (id, clinic_id, name, address, phone, fhir_id)
      select r.id, ${clinic}, r.name, r.address, r.phone, r.fhir_id
      from jsonb_to_recordset(${json}::jsonb) as r(id text, name text, address text, phone text, fhir_id text)
      on conflict (id) do nothing returning id`);
    const updated = await tx.query<{ id: string }>(sql`
      update location l set name = r.name, address = r.address, phone = r.phone
      from jsonb_to_recordset(${json}::jsonb) as r(id text, name text, address text, phone text)
      where l.id = r.id and (l.name, l.address, l.phone) is distinct from (r.name, r.address, r.phone) returning l.id`);
    await writeKeys(tx, clinic, 'Location', keyRows(placed));
    await touch(tx, [...added, ...updated].map(({ id }) => ({ view: viewName.clinic(clinic), section: 'locations', entry: id })));
    count(report, 'Location', chunk.length, added.length, updated.length);
  });
}

/**
 * Organizations are kept whole, and known by their keys: the clinic is founded from one, Encounters name them. Generators
 * write other counts into `extension` in each file: those alone are no update.
 */
export async function storeOrganizations(target: ImportTarget, bundle: ReadBundle, report: FileReport): Promise<void> {
  const { clinic } = target;
  await inSteps(target, bundle.Organization, (entry) => ({ rows: 1 + entry.keys.length, bytes: 2048 }), async (tx, chunk) => {
    const placed = await place(tx, clinic, 'Organization', chunk);
    const json = JSON.stringify(placed.map(({ entry, row }) => ({ fhir_id: row, body: entry.resource })));
    const stored = await tx.query<{ added: boolean }>(sql`
      insert into kept_resource as k (clinic_id, type, fhir_id, body)
      select distinct on (r.fhir_id) ${clinic}, 'Organization', r.fhir_id, r.body from jsonb_to_recordset(${json}::jsonb) as r(fhir_id text, body jsonb)
      on conflict (clinic_id, type, fhir_id) do update set body = excluded.body
      where k.body - 'extension' - 'meta' is distinct from excluded.body - 'extension' - 'meta'
      returning (xmax = 0) as added`);
    await writeKeys(tx, clinic, 'Organization', keyRows(placed));
    const added = stored.filter((row) => row.added).length;
    count(report, 'Organization', chunk.length, added, stored.length - added);
  });
}

function count(report: FileReport, type: string, all: number, added: number, updated: number): void {
  const counts = countsOf(report, type);
  counts.added += added;
  counts.updated += updated;
  counts.unchanged += all - added - updated;
}

function titleOf(practitioner: Practitioner): string {
  return conceptText(practitioner.qualification?.find((one) => one.code)?.code);
}

function locationRow(location: Location): { name: string; address: string; phone: string | null } {
  const address = formatAddress(location.address);
  return { name: location.name?.trim() || address || (location.id ?? ''), address, phone: pickTelecom(location.telecom, 'phone') || null };
}

/** One of the eight person colours (LOOK §2.2), the same for good. */
function colourOf(id: string): number {
  return [...id].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 8;
}
