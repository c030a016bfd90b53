import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chargeEntry } from '../../schema/billing.ts';
import { recordSections, resultEntry } from '../../schema/chart.ts';
import { views, type ViewKind } from '../../schema/views.ts';
import type { FileReport } from '../../sync-server/fhir/file-report.ts';
import { createSummary } from '../../sync-server/fhir/import-summary.ts';
import { listSyntheaFiles } from '../fhir/synthea-files.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { openChartRecord, type ChartRecord } from './chart-record.ts';
import { countBundle, type BundleCounts } from './count-bundle.ts';

/** Real histories, whole: what a file holds, kind by kind, against what the two views hold. */
describeEachDatabase('[C52] [B20] every Synthea file shows completely', (createTarget) => {
  const files = listSyntheaFiles();
  let record: ChartRecord;
  const expected = new Map<string, BundleCounts>();
  const reports: FileReport[] = [];
  beforeAll(async () => {
    record = await openChartRecord(await createTarget());
    await record.empty();
    for (const file of files) {
      const text = readFileSync(file, 'utf8');
      reports.push(await record.importText(text, basename(file)));
      const counts = countBundle(text);
      if (counts) expected.set(counts.patient, counts);
    }
  }, 120_000);
  afterAll(async () => {
    await record.projector.close();
    await record.database.close();
  });

  it('on both sides, entry for entry, within 256 KB a view, and nothing older than there is room for', async () => {
    expect(expected.size).toBe(files.length === 0 ? 0 : 9);
    const sizes: string[] = [];
    for (const { patient, sections, results, values, charges, answered } of expected.values()) {
      const [row] = await record.database.query<{ id: string }>(sql`select row_id as id from fhir_key where type = 'Patient' and key = ${`id:${patient}`}`);
      const theirs = await record.view(`record/${row?.id ?? ''}`);
      const chart = await record.view(`chart/${row?.id ?? ''}`);
      const held = Object.fromEntries(Object.keys(recordSections).map((section) => [section, Object.keys(theirs.sections[section] ?? {}).length]));
      expect(held, patient).toEqual(sections);
      const shown = Object.values(chart.sections['results'] ?? {}).map((entry) => resultEntry.parse(entry));
      expect([shown.length, shown.reduce((sum, result) => sum + result.values.length, 0)], patient).toEqual([results, values]);
      expect([theirs.sections['older'], theirs.sections['kept'], chart.sections['older']], patient).toEqual([{}, {}, {}]);
      const bills = await record.view(`billing/${row?.id ?? ''}`);
      const charged = Object.values(bills.sections['charges'] ?? {}).map((entry) => chargeEntry.parse(entry));
      expect([charged.length, charged.filter((charge) => charge.answered).length, charged.filter((charge) => charge.owed !== null).length], patient).toEqual([charges, answered, 0]);
      for (const view of [theirs, chart, bills]) expect(view.bytes).toBeLessThan(256 * 1024);
      sizes.push(`${Math.ceil(theirs.bytes / 1024)}+${Math.ceil(chart.bytes / 1024)}+${Math.ceil(bills.bytes / 1024)} KB`);
    }
    console.info(`record/ + chart/ + billing/ of ${expected.size} Synthea patients: ${sizes.join(', ')}`);
  }, 60_000);

  it('[C14] releases nothing: every result waits, those of long ago as history, and no value of one is in a patient’s view', async () => {
    if (files.length === 0) return;
    const states = await record.database.query(sql`select distinct state, history from result`);
    expect(states).toEqual([{ state: 'awaiting', history: true }]);
    const told = await record.database.query<{ name: string; value: string }>(sql`select distinct name, measured ->> 'value' as value from observation where kind = 'result'`);
    expect(told.length).toBeGreaterThan(200);
    for (const patient of await record.patientIds()) {
      const { sections } = await record.view(`record/${patient}`);
      const measured = JSON.stringify([sections['vitals'], sections['findings']]);
      // A goal may name what is measured ("Glucose < 108"); no value of it stands anywhere.
      expect(told.filter(({ name, value }) => measured.includes(name) || (value.length > 8 && JSON.stringify(sections).includes(value)))).toEqual([]);
    }
  });

  it('[V2] every entry fits its shape, and the summary says what is shown and what is only kept', async () => {
    for (const patient of await record.patientIds()) {
      for (const kind of ['record', 'chart', 'billing'] as const) {
        const { sections } = await record.view(`${kind}/${patient}`);
        const shapes: ViewKind['sections'] = views[kind].sections;
        for (const [section, shape] of Object.entries(shapes)) {
          for (const [id, entry] of Object.entries(sections[section] ?? {})) expect(shape.safeParse(entry).success, `${section} ${id}`).toBe(true);
        }
      }
    }
    if (files.length === 0) return;
    const summary = createSummary();
    for (const report of reports) summary.add(report);
    const printed = summary.print();
    const columns = ['came in', 'updated', 'already here', 'kept, not shown', 'refused'];
    expect(printed.split('\n')[0]?.trim().split(/ {2,}/)).toEqual(columns);
    expect(printed).toMatch(/Observation +447 +– +– +– +–/);
    expect(printed).toMatch(/ImagingStudy +– +– +– +1 +–/);
    expect(printed).toMatch(/Claim +97 +– +– +– +–/);
  });
});
