import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { chargeEntry } from '../../schema/billing.ts';
import { allergyEntry, observationEntry, resultEntry } from '../../schema/chart.ts';
import { readKept } from '../../sync-server/fhir/read-kept.ts';
import { bundleText, patientEntry } from '../fhir/build-bundle.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { category, clinical, openChartRecord, type ChartRecord } from './chart-record.ts';

const DAY = 86_400_000;
const lab = (id: string, body: object = {}) => clinical('Observation', { id, category: category('laboratory'), code: { text: 'Potassium' }, valueQuantity: { value: 4.1, unit: 'mmol/L' }, ...body });
const report = (body: object = {}) => clinical('DiagnosticReport', { id: 'panel', code: { text: 'Panel' }, result: [{ reference: 'Observation/k' }], ...body });

describeEachDatabase('[C52] record/ and chart/', (createTarget) => {
  let record: ChartRecord;
  beforeAll(async () => {
    record = await openChartRecord(await createTarget());
  });
  beforeEach(() => record.empty());
  afterAll(async () => {
    await record.projector.close();
    await record.database.close();
  });
  const take = (...entries: readonly object[]) => record.importText(bundleText([patientEntry({ id: 'x', record: 'RX' }), ...entries]));
  const views = async () => {
    const [patient = ''] = await record.patientIds();
    const [theirs, chart] = [await record.view(`record/${patient}`), await record.view(`chart/${patient}`)];
    return { theirs: theirs.sections, chart: chart.sections, bytes: [theirs.bytes, chart.bytes] as const };
  };
  const results = async () => Object.values((await views()).chart['results'] ?? {}).map((entry) => resultEntry.parse(entry));
  const vitals = async () => Object.values((await views()).theirs['vitals'] ?? {}).map((entry) => observationEntry.parse(entry));

  it('[C14] a laboratory value outside a report is a result of its own; a report that comes later takes it in, once', async () => {
    await take(lab('k'));
    expect((await results()).map(({ name, values }) => [name, values.length])).toEqual([['Potassium', 1]]);
    await record.importText(bundleText([report()]));
    expect((await results()).map(({ name, values }) => [name, values.map((one) => one.name)])).toEqual([['Panel', ['Potassium']]]);
    await take(report(), lab('k'));
    expect((await results()).map(({ name }) => name)).toEqual(['Panel']);
  });

  it('[C14] what waits as a result stays one, whatever a later file calls it; what a report names leaves the patient’s list', async () => {
    await take(lab('k'));
    await take(lab('k', { category: category('vital-signs') }));
    expect([await vitals(), (await results()).length]).toEqual([[], 1]);
    await take(lab('p', { category: category('vital-signs'), code: { text: 'Pulse' } }));
    expect((await vitals()).map(({ measured }) => measured.name)).toEqual(['Pulse']);
    await take(report({ id: 'pulses', result: [{ reference: 'Observation/p' }] }));
    expect(await vitals()).toEqual([]);
  });

  it.each([
    ['no category', undefined], ['one of its own', [{ coding: [{ system: 'http://elsewhere.example', code: 'vital-signs' }] }]], ['words alone', [{ text: 'Vital Signs' }]],
    ['two that disagree', category('vital-signs', 'laboratory')], ['an exam', category('exam')], ['an image', category('imaging')],
  ])('[C14] an observation with %s waits as a result', async (_what, given) => {
    await take(lab('k', { category: given }));
    const { theirs } = await views();
    expect([theirs['vitals'], theirs['findings'], (await results()).length]).toEqual([{}, {}, 1]);
  });

  it('[C14] results of 90 days and more are history; not final is not waiting to be shown', async () => {
    const at = (days: number): string => new Date(record.target.now() - days * DAY).toISOString();
    await take(lab('old', { effectiveDateTime: at(91) }), lab('new', { effectiveDateTime: at(89) }), lab('soon', { status: 'preliminary' }));
    const rows = await record.database.query(sql`select fhir_id, state, history from result order by fhir_id`);
    expect(rows).toEqual([{ fhir_id: 'new', state: 'awaiting', history: false }, { fhir_id: 'old', state: 'awaiting', history: true }, { fhir_id: 'soon', state: 'preliminary', history: false }]);
  });

  it('tells values, ranges and flags as they were sent, and none that were not', async () => {
    const pulse = { category: category('vital-signs'), code: { text: 'Pulse' } };
    const text = bundleText([
      patientEntry({ id: 'x' }),
      lab('a', { ...pulse, valueQuantity: { value: 'DIGITS', unit: '/min' }, interpretation: [{ coding: [{ code: 'H', display: 'High' }] }], referenceRange: [{ low: { value: 60, unit: '/min' }, high: { value: 1, unit: '/s' } }] }),
      lab('b', { ...pulse, valueQuantity: { value: 190, unit: '/min', comparator: '>' } }),
      lab('c', { ...pulse, valueQuantity: undefined, dataAbsentReason: { text: 'Not asked' } }),
    ]).replace('"DIGITS"', '80.50');
    await record.importText(text);
    const measured = (await vitals()).map((one) => one.measured).toSorted((a, b) => (b.value ?? '').localeCompare(a.value ?? ''));
    expect(measured).toMatchObject([
      { value: '80.50', number: 80.5, unit: '/min', flags: ['High'], ranges: [{ words: '60 /min – 1 /s', low: 60, high: null }] },
      { value: '>190', number: null, flags: [], ranges: [] },
      { value: null, missing: 'Not asked', flags: [], ranges: [] },
    ]);
  });

  it('[B17] reads the ranges that goals set: two ends of one unit or one bound, and none out of words', async () => {
    const measure = { coding: [{ system: 'http://loinc.org', code: '4548-4', display: 'Hemoglobin A1c' }] };
    const number = (value: number, unit = '%', comparator?: string): object => ({ value, unit, ...(comparator === undefined ? {} : { comparator }) });
    await take(clinical('Goal', {
      id: 'g', lifecycleStatus: 'active', description: { text: 'Sugar' },
      target: [
        { measure, detailQuantity: number(7, '%', '<') }, { measure, detailRange: { low: number(6), high: number(7) } }, { measure, detailQuantity: number(7) },
        { measure, detailRange: { low: number(6), high: number(53, 'mmol/mol') } }, { detailQuantity: number(7, '%', '<') }, { measure, detailString: 'lower' },
      ],
    }));
    const of = { code: '4548-4', name: 'Hemoglobin A1c', unit: '%' };
    expect(Object.values((await views()).theirs['goals'] ?? {})).toMatchObject([{ name: 'Sugar', targets: [{ ...of, words: '< 7 %', low: null, high: 7 }, { ...of, words: '6 % – 7 %', low: 6, high: 7 }] }]);
  });

  it('names what cannot be read by entry and path, keeps it, and says in the record that it is there', async () => {
    const told = await take(clinical('AllergyIntolerance', { code: 'peanut' }), clinical('AllergyIntolerance', { id: 'a', code: { text: 'Latex' } }));
    expect(told.unread).toEqual([{ entry: 1, type: 'AllergyIntolerance', path: 'entry[1].resource.code', message: 'should be object' }]);
    expect(told.types['AllergyIntolerance']).toMatchObject({ added: 1, kept: 1 });
    const { theirs, chart } = await views();
    expect(Object.keys(theirs['allergies'] ?? {})).toHaveLength(1);
    for (const view of [theirs, chart]) expect(view['kept']).toMatchObject({ AllergyIntolerance: { count: 1, unread: 1 } });
    // It was readable, and is no more: the old words must not stand as if they were the new ones.
    await take(clinical('AllergyIntolerance', { id: 'a', code: 7 }), lab('k'));
    expect([(await views()).theirs['allergies'], (await results()).length]).toEqual([{}, 1]);
    await take(lab('k', { code: 'potassium' }));
    expect(await results()).toEqual([]);
  });

  it('takes out what turns out to be an error, and brings back what does not', async () => {
    const latex = (verification: string) => clinical('AllergyIntolerance', { id: 'a', code: { text: 'Latex' }, verificationStatus: { coding: [{ code: verification }] } });
    await take(latex('confirmed'));
    await take(latex('entered-in-error'));
    expect((await views()).theirs['allergies']).toEqual({});
    const back = await take(latex('confirmed'));
    expect(Object.values((await views()).theirs['allergies'] ?? {}).map((entry) => allergyEntry.parse(entry).name)).toEqual(['Latex']);
    expect(back.types['AllergyIntolerance']).toMatchObject({ updated: 1 });
  });

  it('refuses what is nobody’s here, and never writes one patient’s over another’s', async () => {
    const told = await take(clinical('Condition', { id: 'c', code: { text: 'Asthma' } }), clinical('Goal', { subject: { reference: 'urn:uuid:nobody' } }));
    expect(told.refused).toEqual([{ entry: 2, type: 'Goal', reason: 'patientUnknown' }]);
    await record.importText(bundleText([patientEntry({ id: 'y', record: 'RY' }), clinical('Condition', { id: 'c', code: { text: 'Gout' }, subject: { reference: 'urn:uuid:y' } })]));
    const rows = await record.database.query(sql`select name from condition`);
    expect(rows).toEqual([{ name: 'Asthma' }]);
  });

  it('[C51] nothing is due by a charge, unless the source says what the patient owes', async () => {
    const amount = (code: string, value: number): object => ({ category: { coding: [{ code }] }, amount: { value, currency: 'KES' } });
    await take(
      clinical('Claim', { id: 'c', total: { value: 900, currency: 'KES' } }), clinical('ExplanationOfBenefit', { id: 'e', total: [amount('submitted', 900)] }),
      clinical('ExplanationOfBenefit', { id: 'owed', claim: { reference: 'Claim/c' }, total: [amount('submitted', 900), amount('memberliability', 120)] }),
    );
    const rows = await record.database.query(sql`select fhir_id, total, patient_amount, currency from claim order by fhir_id`);
    expect(rows).toEqual([
      { fhir_id: 'c', total: '900', patient_amount: null, currency: 'KES' }, { fhir_id: 'e', total: '900', patient_amount: null, currency: 'KES' },
      { fhir_id: 'owed', total: '900', patient_amount: '120', currency: 'KES' },
    ]);
    // The claim with its answer is one; the answer to a claim that is not here stands for itself.
    const [patient = ''] = await record.patientIds();
    const charges = Object.values((await record.view(`billing/${patient}`)).sections['charges'] ?? {}).map((entry) => chargeEntry.parse(entry));
    expect(charges).toHaveLength(2);
    expect(new Set(charges.map(({ total, owed, answered }) => `${total} ${owed} ${answered}`))).toEqual(new Set(['900 120 true', '900 null true']));
  });

  it('[B24] reads what an earlier version kept, without its file and with it, to the same rows', async () => {
    const entries = [
      report(), lab('k'), lab('v', { category: category('vital-signs'), code: { text: 'Pulse' }, valueQuantity: { value: 71, unit: '/min' } }),
      clinical('Condition', { id: 'c', code: { text: 'Asthma' } }), clinical('MedicationRequest', { id: 'm', medicationCodeableConcept: { text: 'Inhaler' }, reasonReference: [{ reference: 'Condition/c' }] }),
    ];
    const tables = ['result_part', 'observation', 'result', 'condition', 'medication_request'];
    const dump = async () => Promise.all(tables.map((table) => record.database.query<object>(sql`select to_jsonb(t) - 'id' - 'result_id' - 'arrived_at' as row from ${sql.raw(table)} t order by 1`)));
    await take(...entries);
    const [whole, before] = [await dump(), await views()];
    const asEarlier = async (): Promise<void> => {
      for (const table of tables) await record.database.query(sql`delete from ${sql.raw(table)}`);
      await record.database.query(sql`update kept_resource set reading = 'new'`);
      for (const patient of await record.patientIds()) await record.projector.rebuild(`record/${patient}`);
    };
    await asEarlier();
    expect((await views()).theirs['vitals']).toEqual({});
    expect(await readKept(record.database, record.target.now)).toBe(5);
    expect(await dump()).toEqual(whole);
    expect(Object.keys((await views()).theirs['vitals'] ?? {})).toHaveLength(Object.keys(before.theirs['vitals'] ?? {}).length);
    expect(await readKept(record.database, record.target.now)).toBe(0);
    await asEarlier();
    const again = await take(...entries);
    expect(await dump()).toEqual(whole);
    expect(again.types).toMatchObject({ Condition: { added: 1 }, Observation: { added: 2 }, DiagnosticReport: { added: 1 }, MedicationRequest: { added: 1 } });
  });

  it('[V2] bounds every section, says what it left out, and keeps what matters most', async () => {
    const long = 'ß'.repeat(290);
    const many = (count: number, make: (i: number) => object): object[] => Array.from({ length: count }, (_, i) => make(i));
    const day = (i: number): string => new Date(Date.UTC(1990, 0, 1 + i)).toISOString();
    await take(
      ...many(450, (i) => clinical('Condition', { code: { text: `${i} ${long}` }, onsetDateTime: day(i), clinicalStatus: { coding: [{ code: i === 0 ? 'active' : 'resolved' }] } })),
      ...many(60, (i) => clinical('Observation', { category: category('vital-signs'), code: { text: 'Pulse' }, effectiveDateTime: day(i), valueInteger: i })),
      clinical('Observation', { category: category('vital-signs'), code: { text: 'Head' }, effectiveDateTime: '1990', valueInteger: 34 }),
      ...many(300, (i) => lab(`lab${i}`, { code: { text: `${i} ${long}` }, effectiveDateTime: day(i) })),
    );
    const { theirs, chart, bytes } = await views();
    for (const size of bytes) expect(size).toBeLessThan(256 * 1024);
    const problems = Object.values(theirs['problems'] ?? {});
    expect(problems.some(({ clinical: state }) => state === 'active')).toBe(true);
    expect(theirs['older']?.['problems']).toMatchObject({ section: 'problems', count: 450 - problems.length });
    const numbers = Object.values(theirs['vitals'] ?? {}).map((entry) => observationEntry.parse(entry).measured.number).toSorted((a, b) => (a ?? 0) - (b ?? 0));
    expect([numbers.length, numbers[0], numbers.at(-1)]).toEqual([41, 20, 59]);
    expect(theirs['older']?.['vitals.Pulse']).toEqual({ section: 'vitals', group: 'Pulse', name: 'Pulse', count: 20 });
    expect(chart['older']?.['results']).toMatchObject({ count: 300 - Object.keys(chart['results'] ?? {}).length });
  });
});
