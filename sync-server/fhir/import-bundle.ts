import { audit } from '../audit/audit.ts';
import { readBundle, type ReadBundle } from './read-bundle.ts';
import { createResolver, type ResolveReference } from './references.ts';
import { emptyReport, type FileReport } from './file-report.ts';
import type { ImportTarget } from './import-step.ts';
import { storeEncounters } from './store-encounters.ts';
import { storeKept } from './store-kept.ts';
import { storePatients } from './store-patients.ts';
import { storeLocations, storeOrganizations, storePractitioners } from './store-places.ts';

/**
 * One FHIR R4 Bundle into the record, idempotent: the same file again adds nothing. Whatever is referred to goes first.
 * A broken file is reported and changes nothing.
 */
export async function importBundle(target: ImportTarget, file: string, text: string): Promise<FileReport> {
  const report = emptyReport(file);
  const reading = readBundle(text);
  if (!reading.ok) return { ...report, broken: reading.broken };
  const { bundle } = reading;
  const resolve = passOver(createResolver(bundle), bundle, report);
  report.entries = bundle.size;
  await storeOrganizations(target, bundle, report);
  await storePractitioners(target, bundle, report);
  await storeLocations(target, bundle, report);
  await storePatients(target, bundle, report);
  await storeEncounters(target, bundle, resolve, report);
  await storeKept(target, bundle, resolve, report);
  await target.database.transaction((tx) => audit(tx, {
    clinic: target.clinic, account: null, who: 'command line', action: 'import', subject: file, detail: { entries: report.entries, refused: report.refused.length },
  }));
  return report;
}

/**
 * What speaks of a patient this import refused speaks of nobody: the id or number they share with somebody who is in the
 * record already must not put it on that person's record.
 */
function passOver(resolve: ResolveReference, bundle: ReadBundle, report: FileReport): ResolveReference {
  let refused: ReadonlySet<readonly string[]> | null = null;
  return (reference) => {
    // Patients are stored before anything that speaks of one is looked up.
    refused ??= new Set(report.refused.flatMap(({ type, entry }) => (type === 'Patient' ? bundle.Patient.filter(({ index }) => index === entry) : [])).map(({ keys }) => keys));
    const keys = resolve(reference);
    return refused.has(keys) ? [] : keys;
  };
}
