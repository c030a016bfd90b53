import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { importBundle } from '../../sync-server/fhir/import-bundle.ts';
import type { FileReport } from '../../sync-server/fhir/file-report.ts';
import { ROWS_A_STEP } from '../../sync-server/fhir/import-step.ts';
import { normalizeNationalId } from '../../sync-server/identity/identifiers.ts';
import { jsonParam } from '../../sync-server/record/database.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { bundleText, patientEntry, type PersonInFhir } from './build-bundle.ts';
import { openAccount, openRecord, seal, type RecordUnderTest } from './import-record.ts';
import { listSyntheaFiles } from './synthea-files.ts';

const tables = ['patient', 'patient_identifier', 'staff', 'location', 'encounter', 'kept_resource', 'fhir_key', 'patient_word'];

interface PatientRow { id: string; name: string; phone: { value: string; stamp: number; by: string }; email: { value: string }; phone_fit: boolean; address: string | null; search: string }

describeEachDatabase('[B24] importing FHIR bundles', (createTarget) => {
  let record: RecordUnderTest;
  beforeAll(async () => {
    record = await openRecord(await createTarget());
  });
  beforeEach(() => record.empty());
  afterAll(() => record.database.close());
  const patients = () => record.database.query<PatientRow>(sql`select id, name, phone, email, phone_fit, address, search from patient order by name`);
  const only = async () => {
    const [row, ...rest] = await patients();
    if (!row || rest.length > 0) throw new Error(`${rest.length + (row ? 1 : 0)} patients where one was expected`);
    return row;
  };
  const importPatient = (person: PersonInFhir) => record.importText(bundleText([patientEntry(person)]));

  it('takes in every real file, twice, without a double', async () => {
    const files = listSyntheaFiles();
    const importAll = async (): Promise<FileReport[]> => {
      const reports: FileReport[] = [];
      for (const file of files) reports.push(await record.importText(readFileSync(file, 'utf8'), basename(file)));
      return reports;
    };
    const first = await importAll();
    const counted = await Promise.all(tables.map((table) => record.count(table)));
    expect(first.flatMap((report) => [...report.refused, ...(report.broken ? [report.broken] : [])])).toEqual([]);
    for (const report of first) {
      const told = Object.values(report.types).reduce((sum, one) => sum + one.added + one.updated + one.unchanged + one.kept, 0);
      expect(told, report.file).toBe(report.entries);
    }
    const second = await importAll();
    expect(await Promise.all(tables.map((table) => record.count(table)))).toEqual(counted);
    for (const report of second) {
      for (const [type, counts] of Object.entries(report.types)) {
        expect({ type, ...counts }, report.file).toMatchObject({ added: 0, updated: 0, kept: 0, refused: 0 });
      }
    }
    if (files.length === 0) return;
    expect(await record.count('patient')).toBe(9);
    expect(await record.count('encounter')).toBe(76);
    expect(await record.count('staff')).toBe(102);
    const orphans = await record.database.query(sql`select 1 from encounter where staff_id is null union all select 1 from kept_resource where patient_id is null and type <> 'Organization'`);
    expect(orphans).toEqual([]);
    // Synthea's 555 numbers are nobody's: in the record, flagged (C67, C68).
    expect((await patients()).map((row) => row.phone_fit)).toEqual(Array(9).fill(false));
    expect((await patients()).every((row) => row.phone.value.startsWith('555-'))).toBe(true);
    expect(first.reduce((sum, report) => sum + report.phoneNotFit, 0)).toBe(9);
    const addressable = await record.database.query(sql`select 1 from staff where addressable or roles <> '{}'`);
    expect(addressable).toEqual([]);
  });

  it('[D17] keeps national ids sealed, found by keyed hash, and nowhere in clear', async () => {
    await importPatient({ nationalId: '999-59-2277' });
    const [row] = await record.database.query<{ lookup: string; sealed: string; last4: string; kind: string }>(sql`select lookup, sealed, last4, kind from patient_identifier where kind = 'national'`);
    expect(row?.last4).toBe('2277');
    expect(row?.lookup).toBe(seal.lookup(normalizeNationalId('999 592277') ?? ''));
    expect(seal.open(row?.sealed ?? '')).toBe('999-59-2277');
    for (const table of ['patient', 'patient_identifier', 'fhir_key', 'kept_resource', 'audit', 'touch', 'patient_word']) {
      const dump = JSON.stringify(await record.database.query(sql`select t.*::text as line from ${sql.raw(table)} t`));
      expect(dump, table).not.toMatch(/999.?59.?2277|592277/);
    }
  });

  it('[C68] keeps an international phone as E.164 and fit, any other as it came and unfit', async () => {
    const phones: [string, string, boolean][] = [
      ['+254 712 345 678', '+254712345678', true], ['00254712345678', '+254712345678', true], ['0712 345 678', '0712 345 678', false],
      ['555-866-2259', '555-866-2259', false], ['+1 555 866 2259', '+1 555 866 2259', false], ['', '', false],
    ];
    for (const [index, [phone, kept, fit]] of phones.entries()) {
      await importPatient({ given: `G${index}`, phone });
      const [row] = (await patients()).filter((one) => one.name.startsWith(`G${index}`));
      expect([row?.phone.value, row?.phone_fit], phone).toEqual([kept, fit]);
    }
  });

  it('brings a later file’s news, and loses none of what the file leaves out', async () => {
    const person = { id: 'a1', record: 'R1', phone: '+254712345678', email: 'fatma@example.org', extra: { address: [{ line: ['Moi Avenue 1'], city: 'Nairobi' }] } };
    await importPatient(person);
    const report = await importPatient({ ...person, given: 'Fatuma', phone: '+254712345679', extra: { address: undefined } });
    expect(report.types['Patient']).toMatchObject({ added: 0, updated: 1 });
    expect(await only()).toMatchObject({ name: 'Fatuma Hassan', phone: { value: '+254712345679' }, address: 'Moi Avenue 1, Nairobi' });
    expect((await only()).search).toContain(' fatuma ');
    expect((await only()).search).toContain('#254712345679');
  });

  it('[R6] never overwrites a phone or e-mail that staff set since', async () => {
    const person = { id: 'a1', record: 'R1', phone: '+254712345678', email: 'old@example.org' };
    await importPatient(person);
    const { id } = await only();
    const set = { value: '+254700000001', stamp: 5, saw: 0, by: 'A'.repeat(22), who: 'Tomás Rivera', at: 1 };
    await record.database.query(sql`update patient set phone = ${jsonParam(set)}, phone_fit = true where id = ${id}`);
    await importPatient({ ...person, phone: '+254712349999', email: 'new@example.org' });
    expect(await only()).toMatchObject({ phone: set, phone_fit: true, email: { value: 'new@example.org' } });
  });

  it('never moves the phone or e-mail somebody signs in with', async () => {
    const person = { id: 'a1', record: 'R1', phone: '+254712345678', email: 'fatma@example.org' };
    await importPatient(person);
    await openAccount(record, (await only()).id, 'fatma@example.org');
    await importPatient({ ...person, phone: '+254700000009', email: 'thief@example.org' });
    expect(await only()).toMatchObject({ phone: { value: '+254712345678' }, email: { value: 'fatma@example.org' } });
  });

  it('finds a patient again under another resource id by the institution’s number', async () => {
    await importPatient({ id: 'first', record: 'R1' });
    const report = await importPatient({ id: 'second', record: 'R1', given: 'Fatuma' });
    expect(report.types['Patient']).toMatchObject({ updated: 1 });
    expect((await only()).name).toBe('Fatuma Hassan');
  });

  it.each([
    ['a record number given twice', { id: 'b', record: 'R1' }],
    ['a resource id of another system', { id: 'a', record: 'R2' }],
  ])('refuses to write one person over another: %s', async (_what, other) => {
    await importPatient({ id: 'a', record: 'R1', family: 'Hassan', birthDate: '1992-05-02' });
    const report = await importPatient({ ...other, family: 'Quispe', given: 'Mateo', birthDate: '2018-01-09' });
    expect(report.refused).toEqual([{ entry: 0, type: 'Patient', reason: 'otherPerson' }]);
    expect((await only()).name).toBe('Fatma Hassan');
  });

  it.each([
    ['a sister with the same number', { id: 'b', record: 'R1', given: 'Zainab', birthDate: '1995-01-30' }],
    ['a stranger born on the same day', { id: 'a', record: 'R1', given: 'Mateo', family: 'Quispe' }],
  ])('refuses to write one person over another who is like them: %s', async (_what, other) => {
    await importPatient({ id: 'a', record: 'R1', given: 'Fatma' });
    const report = await importPatient(other);
    expect(report.refused).toEqual([{ entry: 0, type: 'Patient', reason: 'otherPerson' }]);
    expect((await only()).name).toBe('Fatma Hassan');
  });

  it.each([
    ['a marriage', { family: 'Otieno' }], ['a corrected day', { birthDate: '1992-02-05' }], ['a corrected first name', { given: 'Fatuma' }],
  ])('takes one thing that differs for news: %s', async (_what, news) => {
    await importPatient({ id: 'a', record: 'R1' });
    expect((await importPatient({ id: 'a', record: 'R1', ...news })).refused).toEqual([]);
    expect(await record.count('patient')).toBe(1);
  });

  it('never hides what is one patient\'s for what cannot be read of another with the same resource id', async () => {
    const allergy = (patient: string, over: object = {}) => ({
      fullUrl: 'urn:uuid:x', resource: { resourceType: 'AllergyIntolerance', id: 'x', code: { text: 'Penicillin' }, patient: { reference: `urn:uuid:${patient}` }, ...over },
    });
    const standing = () => record.database.query(sql`
      select a.void, k.reading, a.name from allergy_intolerance a join kept_resource k on k.type = 'AllergyIntolerance' and k.fhir_id = a.fhir_id`);
    await record.importText(bundleText([patientEntry({ id: 'a', record: 'R1' }), allergy('a')]));
    const before = await standing();
    expect(before).toMatchObject([{ void: false, reading: 'shown' }]);
    await record.importText(bundleText([patientEntry({ id: 'b', record: 'R2', given: 'Mateo', family: 'Quispe', birthDate: '1980-01-01' }), allergy('b', { onsetDateTime: 'once' })]));
    expect(await standing()).toEqual(before);
    // Her own that cannot be read any more does leave the list.
    await record.importText(bundleText([patientEntry({ id: 'a', record: 'R1' }), allergy('a', { onsetDateTime: 'once' })]));
    expect(await standing()).toMatchObject([{ void: true, reading: 'unread' }]);
  });

  it('puts nothing of a refused patient on the record of whoever has their number', async () => {
    await importPatient({ id: 'a', record: 'R1' });
    const { id } = await only();
    const about = { subject: { reference: 'urn:uuid:a' } };
    const own = { fullUrl: 'urn:uuid:o2', resource: { resourceType: 'Basic', id: 'o2', code: { text: 'hers' }, ...about } };
    await record.importText(bundleText([patientEntry({ id: 'a', record: 'R1' }), own]));
    const report = await record.importText(bundleText([
      patientEntry({ id: 'a', record: 'R1', given: 'Zainab', birthDate: '1995-01-30' }),
      { fullUrl: 'urn:uuid:v', resource: { resourceType: 'Encounter', id: 'v', status: 'finished', class: { code: 'AMB' }, ...about } },
      { fullUrl: 'urn:uuid:o', resource: { resourceType: 'Observation', id: 'o', status: 'final', code: { text: 'HIV 1 antibody' }, valueString: 'positive', ...about } },
      { ...own, resource: { ...own.resource, code: { text: 'her sister\'s' } } },
    ]));
    expect(report.refused[0]).toEqual({ entry: 0, type: 'Patient', reason: 'otherPerson' });
    expect(await record.count('encounter')).toBe(0);
    expect(await record.database.query(sql`select body -> 'code' ->> 'text' as of from kept_resource where patient_id = ${id}`)).toEqual([{ of: 'hers' }]);
  });

  it('knows a patient without id or URL by record number, and a visit by the patient’s number', async () => {
    const { resource } = patientEntry({ record: 'R1' });
    const { id: _id, ...bare } = resource;
    const visit = {
      resourceType: 'Encounter', identifier: [{ system: 'https://hospital.example/visit', value: '7' }], status: 'finished', class: { code: 'AMB' },
      subject: { identifier: { system: 'https://hospital.example', value: 'R1' } },
    };
    await record.importText(bundleText([{ resource: visit }, { resource: bare }], 'collection'));
    const again = await record.importText(bundleText([{ resource: { ...visit, status: 'cancelled' } }, { resource: { ...bare, gender: 'other' } }], 'collection'));
    expect(again.types).toMatchObject({ Patient: { updated: 1 }, Encounter: { updated: 1 } });
    const alone = await record.importText(bundleText([{ resource: { ...visit, status: 'finished' } }], 'collection'));
    expect(alone.types).toMatchObject({ Encounter: { updated: 1 } });
    expect([await record.count('patient'), await record.count('encounter')]).toEqual([1, 1]);
  });

  it('keeps two people with one national id apart, and says so', async () => {
    await importPatient({ record: 'R1', nationalId: '999-11-2222' });
    const report = await importPatient({ record: 'R2', given: 'Zainab', nationalId: '999112222' });
    expect(report.sameNationalId).toBe(1);
    expect(await record.count('patient')).toBe(2);
  });

  it('changes nothing for a broken file, however late it breaks', async () => {
    const good = Array.from({ length: 40 }, (_, i) => patientEntry({ id: `p${i}` }));
    const report = await record.importText(bundleText([...good, { resource: { resourceType: 'Encounter', class: {} } }]), 'broken.json');
    expect(report.broken).toMatchObject({ code: 'file.notReadable', entry: 40, resourceType: 'Encounter', path: 'entry[40].resource.status' });
    expect(await Promise.all(tables.map((table) => record.count(table)))).toEqual(tables.map(() => 0));
  });

  it('refuses a visit of nobody, and takes the rest', async () => {
    const visit = { resource: { resourceType: 'Encounter', id: 'v', status: 'finished', class: { code: 'AMB' }, subject: { reference: 'Patient/nobody' } } };
    const report = await record.importText(bundleText([patientEntry(), visit]));
    expect(report.refused).toEqual([{ entry: 1, type: 'Encounter', reason: 'patientUnknown' }]);
    expect(await record.count('patient')).toBe(1);
  });

  it('ties a visit to a practitioner of an earlier file by identifier', async () => {
    const npi = { system: 'http://hl7.org/fhir/sid/us-npi', value: '60' };
    await record.importText(bundleText([{ resource: { resourceType: 'Practitioner', id: 'p', identifier: [npi], name: [{ family: 'Stark', prefix: ['Dr.'] }] } }]));
    const patient = patientEntry({ id: 'x' });
    const visit = {
      resource: {
        resourceType: 'Encounter', id: 'v', status: 'finished', class: { code: 'AMB' }, subject: { reference: 'urn:uuid:x' },
        participant: [{ individual: { reference: 'Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|60' } }], period: { start: '2020-01-02T10:00:00+01:00' },
      },
    };
    await record.importText(bundleText([visit, patient]));
    const [row] = await record.database.query<{ name: string; started_at: number }>(sql`select s.name, e.started_at from encounter e join staff s on s.id = e.staff_id`);
    expect(row).toEqual({ name: 'Dr. Stark', started_at: Date.parse('2020-01-02T09:00:00Z') });
  });

  it('keeps other resources verbatim, and never writes one patient’s over another’s', async () => {
    const observation = { resourceType: 'Observation', id: '1', status: 'final', subject: { reference: 'urn:uuid:x' }, extension: [{ url: 'u', valueCode: 'ü' }] };
    const text = bundleText([patientEntry({ id: 'x' }), { resource: { ...observation, value: 'DIGITS' } }]).replace('"DIGITS"', '1.500');
    await record.importText(text);
    const [kept] = await record.database.query<{ body: string }>(sql`select body::text as body from kept_resource`);
    expect(kept?.body).toContain('1.500');
    const other = bundleText([patientEntry({ id: 'y', record: 'RY' }), { resource: { ...observation, subject: { reference: 'urn:uuid:y' } } }]);
    await record.importText(other);
    const [row] = await record.database.query<{ body: string }>(sql`select body::text as body from kept_resource`);
    expect(row?.body).toBe(kept?.body);
  });

  it('[V2] touches what it changed, and nothing when nothing changed', async () => {
    await importPatient({ id: 'x', record: 'R1' });
    const { id } = await only();
    const touched = await record.database.query<{ entry: string }>(sql`select section || '/' || entry as entry from touch where view = ${`person/${id}`} order by 1`);
    expect(touched.map((row) => row.entry)).toEqual(['contact/email', 'contact/phone', 'identity/identity', 'portal/portal']);
    await record.database.query(sql`delete from touch`);
    await importPatient({ id: 'x', record: 'R1' });
    expect(await record.count('touch')).toBe(0);
  });

  it('writes at most 500 rows a step, and others are answered in between', async () => {
    const { target, database } = record;
    const steps: number[] = [];
    let answered = 0;
    let running = true;
    const asking = (async () => {
      while (running) {
        await database.query(sql`select 1`);
        answered += 1;
        // PGlite answers within the turn: without this nobody else would have one.
        await nextTurn();
      }
    })();
    const counting = {
      ...target,
      faultPoint: () => steps.push(performance.now()),
    };
    const entries = Array.from({ length: 300 }, (_, i) => patientEntry({ id: `p${i}`, record: `R${i}` }));
    const observations = Array.from({ length: 1200 }, (_, i) => ({ resource: { resourceType: 'Observation', id: `o${i}`, subject: { reference: `urn:uuid:p${i % 300}` } } }));
    await importBundle(counting, 'big.json', bundleText([...entries, ...observations]));
    running = false;
    await asking;
    expect(steps.length).toBeGreaterThanOrEqual(Math.ceil(300 * 13 / ROWS_A_STEP) + Math.ceil(1200 / ROWS_A_STEP));
    expect(answered).toBeGreaterThanOrEqual(steps.length);
    expect(await record.count('kept_resource')).toBe(1200);
  });
});
