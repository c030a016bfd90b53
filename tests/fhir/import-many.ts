import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'drizzle-orm';
import { importFiles } from '../../sync-server/fhir/import-files.ts';
import { createSummary } from '../../sync-server/fhir/import-summary.ts';
import { openDatabase } from '../../sync-server/record/database.ts';
import { migrate } from '../../sync-server/record/migrate.ts';
import { bundleText, patientEntry } from './build-bundle.ts';
import { seal } from './import-record.ts';

/**
 * Imports `--count` bundles of `--kb` each in a row, every tenth of 4 MB, in one process, and prints what came in as JSON. Started
 * with a small `--max-old-space-size`: an importer that held on to files would die of it.
 */
const { values } = parseArgs({ options: { count: { type: 'string' }, kb: { type: 'string' }, url: { type: 'string' } } });
const [count, kb] = [Number(values.count ?? 20), Number(values.kb ?? 256)];

const folder = mkdtempSync(join(tmpdir(), 'outpost-many-'));
const files = Array.from({ length: count }, (_, i) => {
  const file = join(folder, `${i}.json`);
  writeFileSync(file, bundleOfSize(i, i % 10 === 9 ? 4096 : kb));
  return file;
});

function bundleOfSize(index: number, size: number): string {
  const note = 'a'.repeat(3850);
  const observations = Array.from({ length: size / 4 }, (_, i) => ({
    resource: { resourceType: 'Observation', id: `o${index}-${i}`, status: 'final', code: { text: 'Pulse' }, subject: { reference: `urn:uuid:p${index}` }, note: [{ text: `${note}${i}` }] },
  }));
  return bundleText([patientEntry({ id: `p${index}`, record: `R${index}` }), ...observations]);
}

const database = await openDatabase(values.url === undefined ? { kind: 'pglite', dataDir: null } : { kind: 'postgres', url: values.url });
try {
  await migrate(database);
  const summary = createSummary();
  let peak = 0;
  await importFiles({ database, seal }, { files, newClinic: 'Many', demo: false }, (line) => {
    if (line.kind === 'file') summary.add(line.report);
    peak = Math.max(peak, process.memoryUsage().heapUsed);
  });
  const [row] = await database.query<{ patients: number; kept: number }>(sql`select (select count(*) from patient) as patients, (select count(*) from kept_resource) as kept`);
  console.log(JSON.stringify({ ...row, broken: summary.broken.length, peakHeapMb: Math.round(peak / 1024 / 1024) }));
} finally {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
}
