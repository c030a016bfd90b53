import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { importFiles } from '../../sync-server/fhir/import-files.ts';
import { createSummary } from '../../sync-server/fhir/import-summary.ts';
import { bundleText, patientEntry } from '../fhir/build-bundle.ts';
import { seal } from '../fhir/import-record.ts';
import { listSyntheaFiles } from '../fhir/synthea-files.ts';
import { withBenchServer } from './bench-server.ts';
import { heading, report } from './report.ts';

const BUNDLES = 400;
const RESOURCES = 50;

/** FHIR R4 Bundles into an empty record on Postgres. Nobody promised a figure: it tells an evening from a week. */
export async function benchImports(): Promise<void> {
  heading('Imports');
  const folder = mkdtempSync(join(tmpdir(), 'outpost-bench-import-'));
  try {
    const made = Array.from({ length: BUNDLES }, (_, i) => {
      const file = join(folder, `${i}.json`);
      writeFileSync(file, bundleOf(i));
      return file;
    });
    await measureImport(`${BUNDLES} bundles of a patient and ${RESOURCES} observations`, made);
    const generated = listSyntheaFiles();
    if (generated.length > 0) await measureImport(`${generated.length} bundles of Synthea`, generated);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureImport(what: string, files: readonly string[]): Promise<void> {
  await withBenchServer(async ({ database }) => {
    const summary = createSummary();
    const begun = performance.now();
    await importFiles({ database, seal }, { files: [...files], newClinic: 'Bench', demo: false }, (line) => {
      if (line.kind === 'file') summary.add(line.report);
    });
    const seconds = (performance.now() - begun) / 1000;
    if (summary.broken.length > 0) throw new Error(`${summary.broken.length} bundles did not import`);
    const [row] = await database.query<{ patients: number }>(sql`select count(*) as patients from patient`);
    const megabytes = files.reduce((sum, file) => sum + statSync(file).size, 0) / 1024 / 1024;
    report({ what, figure: `${(files.length / seconds).toFixed(0)} bundles/s` });
    report({ what: `  patients in the record: ${row?.patients ?? 0}`, figure: `${(megabytes / seconds).toFixed(1)} MB/s` });
  });
}

function bundleOf(i: number): string {
  const observations = Array.from({ length: RESOURCES }, (_, n) => ({
    resource: {
      resourceType: 'Observation', id: `o${i}-${n}`, status: 'final', subject: { reference: `urn:uuid:p${i}` }, effectiveDateTime: '2026-03-01T08:00:00Z',
      code: { coding: [{ system: 'http://loinc.org', code: '8867-4', display: 'Heart rate' }] }, valueQuantity: { value: 60 + n, unit: '/min' },
    },
  }));
  return bundleText([patientEntry({ id: `p${i}`, record: `R${i}`, family: `Family ${i}` }), ...observations]);
}
