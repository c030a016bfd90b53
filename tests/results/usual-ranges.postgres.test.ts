import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { newId } from '../../schema/ids.ts';
import { RANGES_MAX, rangeEntry, type RangeEntry } from '../../schema/reference-ranges.ts';
import { gateEntry } from '../../schema/results.ts';
import type { RequestAnswer } from '../../schema/sync.ts';
import { viewName } from '../../schema/view-names.ts';
import { importBundle } from '../../sync-server/fhir/import-bundle.ts';
import { category } from '../chart/chart-record.ts';
import { bundleText } from '../fhir/build-bundle.ts';
import { seal } from '../fhir/import-record.ts';
import { openServing, type Serving } from '../requests/serving.ts';
import { insertClinic, insertPatientMember, insertStaff, type Member } from '../support/clinic-rows.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { readWhole, sectionOf } from '../views/open-record.ts';

describeEachDatabase('a clinic’s own ranges', (createTarget) => {
  let serving: Serving;
  let clinic: string;
  let coordinator: Member;
  beforeAll(async () => { serving = await openServing(await createTarget()); });
  beforeEach(async () => {
    clinic = await insertClinic(serving.database);
    coordinator = await insertStaff(serving.database, clinic, 'Tomas', ['portal_coordinator']);
  });
  afterAll(() => serving.close());

  const fields = { code: '718-7', name: 'Hemoglobin', unit: 'g/dL', sex: null, ageFrom: null, ageUntil: null, low: 11, high: 15.5, from: '2026-03-01', until: null };
  const ask = async (who: Member, type: string, body: object): Promise<string> => codeOf(await serving.one(who.device.request(type, body), who.cookie));
  const codeOf = (answer: RequestAnswer): string => answer.outcome?.refusal?.code ?? answer.outcome?.state ?? answer.state;
  const save = (range: string, saw: number, part: object = {}): Promise<string> => ask(coordinator, 'range.save', { clinic, range, ...fields, ...part, saw });
  async function section(name: string, of: string): Promise<unknown[]> {
    await serving.projector.ensure(name);
    await serving.projector.drain();
    return Object.values(sectionOf((await readWhole(serving.projector, name)).doc, of));
  }
  const ranges = async (): Promise<RangeEntry[]> => (await section(viewName.clinic(clinic), 'ranges')).map((entry) => rangeEntry.parse(entry));

  it('[C16] is written, changed and removed with what stood before in the audit; whoever saw an older one hears whose the newer is', async () => {
    const range = newId();
    expect(await save(range, 0)).toBe('done');
    expect(await ranges()).toEqual([{ id: range, ...fields, revision: 1 }]);
    const other = await insertStaff(serving.database, clinic, 'Ruth', ['administrator']);
    expect(await ask(other, 'range.save', { clinic, range, ...fields, until: '2026-12-31', saw: 1 })).toBe('done');
    expect(await save(range, 1, { low: 10 })).toBe('schedule.changedBy');
    expect(await ask(coordinator, 'range.remove', { range, saw: 1 })).toBe('schedule.changedBy');
    expect(await ranges()).toEqual([{ id: range, ...fields, until: '2026-12-31', revision: 2 }]);
    expect(await ask(coordinator, 'range.remove', { range, saw: 2 })).toBe('done');
    expect(await ask(coordinator, 'range.remove', { range, saw: 2 })).toBe('schedule.gone');
    expect(await ranges()).toEqual([]);
    const audited = await serving.database.query<{ action: string; before: { until: string | null } | null }>(sql`select action, detail->'before' as before from audit where subject = ${range} order by id`);
    expect(audited.map(({ action, before }) => [action, before?.until])).toEqual([['range.saved', undefined], ['range.saved', null], ['range.removed', '2026-12-31']]);
  });

  it('[C16] two never fit one examination of one person, not even when both are asked for at once', async () => {
    expect(await save(newId(), 0, { until: '2026-08-31' })).toBe('done');
    expect([await save(newId(), 0), await save(newId(), 0, { from: '2026-09-01' }), await save(newId(), 0, { unit: 'g/L' })]).toEqual(['range.overlaps', 'done', 'done']);
    const nurse = await insertStaff(serving.database, clinic, 'Grace', ['portal_coordinator']);
    const both = await Promise.all([coordinator, nurse].map((who) => ask(who, 'range.save', { clinic, range: newId(), ...fields, code: '4548-4', saw: 0 })));
    expect(both.toSorted()).toEqual(['done', 'range.overlaps']);
  });

  it('[C16] another clinic’s is as if it were not there; a full table says so', async () => {
    const elsewhere = await insertClinic(serving.database);
    const stranger = await insertStaff(serving.database, elsewhere, 'Someone', ['portal_coordinator']);
    const range = newId();
    expect(await save(range, 0)).toBe('done');
    expect(await ask(stranger, 'range.remove', { range, saw: 1 })).toBe('schedule.gone');
    expect(await ask(stranger, 'range.save', { clinic: elsewhere, range, ...fields, saw: 1 })).toBe('schedule.unknown');
    await serving.database.query(sql`
      insert into reference_range (id, clinic_id, code, name, unit, low, valid_from, revision, set_by, set_at)
      select ${clinic} || n, ${clinic}, n || '-1', 'Some', '', 1, '2026-01-01', 1, 'Ruth', now() from generate_series(1, ${RANGES_MAX - 1}::int) n`);
    expect(await save(newId(), 0, { code: '4548-4' })).toBe('schedule.full');
    expect(await save(range, 1, { low: 12 })).toBe('done');
  });

  it('[D18] a value inside the clinic’s range is not released as normal: no mark was sent', async () => {
    expect(await save(newId(), 0, { from: '2020-01-01' })).toBe('done');
    const patient = await insertPatientMember(serving.database, clinic, 'Fatma');
    await serving.database.query(sql`update patient set sex = 'female' where id = ${patient.patient}`);
    await serving.database.query(sql`insert into fhir_key (clinic_id, type, key, row_id) values (${clinic}, 'Patient', ${`id:${patient.patient}`}, ${patient.patient})`);
    const report = await importBundle({ database: serving.database, seal, clinic, now: Date.now, faultPoint: () => undefined }, 'laboratory.json', bundleText([{
      resource: {
        resourceType: 'Observation', id: 'o', status: 'final', subject: { reference: `Patient/${patient.patient}` }, category: category('laboratory'), code: { coding: [{ system: 'http://loinc.org', code: '718-7', display: 'Hemoglobin' }] },
        effectiveDateTime: new Date().toISOString(), valueQuantity: { value: 13, unit: 'g/dL', code: 'g/dL', system: 'http://unitsofmeasure.org' },
      },
    }]));
    expect(report.refused).toEqual([]);
    const [entry] = (await section(viewName.delivery(clinic), 'results')).map((one) => gateEntry.parse(one));
    expect([entry?.patient.sex, entry?.values[0]?.ranges, entry?.values[0]?.flags, entry?.values[0]?.unit]).toEqual(['female', [], [], 'g/dL']);
    expect(await ask(coordinator, 'result.releaseNormal', { patient: patient.patient, result: entry?.id, revision: entry?.revision })).toBe('result.notNormal');
  });
});
