import { readFile } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import type { Database, Tx } from '../record/database.ts';
import { foundClinic, suffixOf, type NewClinic } from './found-clinic.ts';
import { ImportRefusal, type ImportOptions } from './import-options.ts';
import { pickTelecom } from './person-parts.ts';
import { fhirIdOf, readBundle, type ReadBundle } from './read-bundle.ts';
import { createResolver } from './references.ts';

export interface ChosenClinic {
  readonly id: string;
  readonly name: string;
  readonly suffix: string;
  /** This import made it. */
  readonly founded: boolean;
  /** Nobody can sign in at this clinic yet. */
  readonly withoutStaff: boolean;
}

interface ClinicRow { id: string; name: string; suffix: string; patients: number; accounts: number }

/**
 * The clinic these files belong to. An empty record becomes a real one (or, with `demo`, a demo one) and gets its first
 * clinic. Refuses to mix real patients into demo data, and to guess among several clinics of a real record.
 */
export async function chooseClinic(database: Database, options: ImportOptions): Promise<ChosenClinic> {
  const [installation] = await database.query<{ kind: 'demo' | 'real' }>(sql`select kind from installation`);
  if (installation?.kind === 'demo' && !options.demo) {
    throw new ImportRefusal('import.demoRecord', 'This record holds demo data, and real patients do not belong beside it. '
      + 'Import into an empty record (DATA_DIR=./real npm run import -- FILE…), or say --demo: what you import then stays demo data.');
  }
  if (installation?.kind === 'real' && options.demo) {
    throw new ImportRefusal('import.realRecord', 'This is a real record: --demo would put demo data beside real patients. Import without --demo, or into another DATA_DIR.');
  }
  const clinics = await database.query<ClinicRow>(sql`
    select c.id, c.name, c.suffix, (select count(*) from patient p where p.clinic_id = c.id) as patients,
      (select count(*) from account a where a.clinic_id = c.id and a.kind = 'staff') as accounts
    from clinic c order by patients desc, suffix`);
  const chosen = options.newClinic === undefined ? pickClinic(clinics, options) : clinics.find(({ suffix }) => suffix === suffixOf(options.newClinic ?? ''));
  if (chosen) return { ...chosen, founded: false, withoutStaff: chosen.accounts === 0 };
  const named = options.newClinic === undefined ? await readOrganization(options.files) : { name: options.newClinic };
  if (!named) {
    throw new ImportRefusal('import.nameClinic', 'This record has no clinic yet, and these files do not say which organization it is. Name it: npm run import -- --new-clinic "Riverside Clinic" FILE…');
  }
  const founded = await database.transaction(async (tx) => {
    await openInstallation(tx, options.demo);
    return foundClinic(tx, {
      ...named, suffix: options.newClinic === undefined ? options.clinic : undefined,
      ...(options.country ? { country: options.country } : {}), ...(options.timeZone ? { timeZone: options.timeZone } : {}),
    });
  });
  return { ...founded, founded: true, withoutStaff: true };
}

function pickClinic(clinics: readonly ClinicRow[], options: ImportOptions): ClinicRow | undefined {
  if (clinics.length === 0) return undefined;
  const list = clinics.map(({ suffix, name }) => `--clinic ${suffix} (${name})`).join(', ');
  if (options.clinic !== undefined) {
    const found = clinics.find(({ suffix }) => suffix === options.clinic);
    if (!found) throw new ImportRefusal('import.clinicUnknown', `There is no clinic "${options.clinic}" in this record. It has: ${list}. Another one is made with --new-clinic "Name".`);
    return found;
  }
  if (clinics.length > 1 && !options.demo) throw new ImportRefusal('import.whichClinic', `This record has several clinics. Say which one these patients belong to: ${list}.`);
  return clinics[0];
}

async function openInstallation(tx: Tx, demo: boolean): Promise<void> {
  await tx.query(sql`insert into installation (id, kind) values (1, ${demo ? 'demo' : 'real'}) on conflict (id) do nothing`);
}

/** The organization that the first file with visits names most; a file with a single organization will do. */
async function readOrganization(files: readonly string[]): Promise<NewClinic | null> {
  for (const file of files) {
    const text = await readFile(file, 'utf8').catch(() => '');
    const reading = readBundle(text);
    if (!reading.ok) continue;
    const found = mainOrganization(reading.bundle);
    if (found?.resource.name) {
      const { resource } = found;
      const country = resource.address?.[0]?.country;
      return {
        name: resource.name ?? '', fhirId: fhirIdOf(found), phone: pickTelecom(resource.telecom, 'phone'),
        ...(country && /^[A-Z]{2}$/.test(country) ? { country } : {}),
      };
    }
  }
  return null;
}

function mainOrganization(bundle: ReadBundle): ReadBundle['Organization'][number] | undefined {
  if (bundle.Organization.length === 1) return bundle.Organization[0];
  const resolve = createResolver(bundle);
  const visits = new Map<string, number>();
  for (const { resource } of bundle.Encounter) {
    const key = resolve(resource.serviceProvider)[0];
    if (key !== undefined) visits.set(key, (visits.get(key) ?? 0) + 1);
  }
  const [most] = [...visits].toSorted((a, b) => b[1] - a[1]);
  return most && bundle.Organization.find((entry) => entry.keys.includes(most[0]));
}
