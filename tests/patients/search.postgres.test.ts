import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { patientSearchAnswer, type PatientSearchAnswer } from '../../schema/patient-search.ts';
import { newId } from '../../schema/ids.ts';
import { foldText } from '../../schema/fold-text.ts';
import { searchLine } from '../../sync-server/shared/patient-search.ts';
import type { Database } from '../../sync-server/record/database.ts';
import { insertStaff } from '../support/clinic-rows.ts';
import { describeEachDatabase } from '../support/databases.ts';
import { openPatientWorld, type PatientWorld } from './patient-world.ts';

const MANY = 10_000;
const syllables = ['ka', 'mo', 'ri', 'ta', 'ne', 'lu', 'sho', 'bwe', 'dji', 'ja', 'wan', 'gi', 'ot', 'ie', 'no', 'pe', 'za', 'hu', 'fa', 'mi'];

/** 10,000 patients with about 5,000 different words in their names; the same ones in every run. */
async function addMany(database: Database, clinic: string): Promise<void> {
  let seed = 7;
  const next = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
  const word = (): string => {
    const text = Array.from({ length: 2 + next(2) }, () => syllables[next(syllables.length)]).join('');
    return text.charAt(0).toUpperCase() + text.slice(1);
  };
  const rows = Array.from({ length: MANY }, (_, i) => {
    const [given, family] = [word(), word()];
    const phone = `+2547${String(10_000_000 + i * 37).padStart(8, '0')}`;
    const birth = `${1930 + next(90)}-${String(1 + next(12)).padStart(2, '0')}-${String(1 + next(28)).padStart(2, '0')}`;
    const record = `RC ${100_000 + i}`;
    return { id: newId(), given, family, name: `${given} ${family}`, birth, record, phone, line: searchLine({ name: `${given} ${family}`, birthDate: birth, recordNumber: record, phone }) };
  });
  for (let from = 0; from < rows.length; from += 500) {
    const part = rows.slice(from, from + 500);
    await database.query(sql`
      insert into patient (id, clinic_id, name, given, family, birth_date, record_number, phone, email, phone_fit, search)
      select r.id, ${clinic}, r.name, r.given, r.family, r.birth::date, r.record, jsonb_build_object('value', r.phone, 'stamp', 0), '{"value":"","stamp":0}', true, r.line
      from jsonb_to_recordset(${JSON.stringify(part)}::jsonb) as r(id text, name text, given text, family text, birth text, record text, phone text, line text)`);
  }
  const words = [...new Set(rows.flatMap((row) => foldText(row.name).split(' ')))];
  await database.query(sql`insert into patient_word (clinic_id, word) select ${clinic}, unnest(${sql.param(words)}::text[]) on conflict do nothing`);
}

describeEachDatabase('finding a patient among 10,000', (createTarget) => {
  let world: PatientWorld;
  beforeAll(async () => {
    world = await openPatientWorld(await createTarget());
    await addMany(world.serving.database, world.clinic);
    const people: Parameters<PatientWorld['addPatient']>[0][] = [
      { given: 'Thanh', family: 'Nguyễn', birthDate: '1981-07-09', phone: '+84912345678', record: 'RC 20418' },
      { given: 'Søren', family: 'Nygård', birthDate: '1960-02-05', phone: '+4520123456', record: 'LN-77' },
      { given: 'Bríd', family: 'O’Brien-Müller', birthDate: '1975-05-02', nationalId: '999-59-2277', record: 'OBM' },
      { given: 'Buster', family: 'Hoeger', birthDate: '1988-03-16', phone: '555-866-2259', record: 'ad2e3fc5-2b5d-4cb9-8d03-9ea0f4ac8423' },
      { given: 'Marcos', family: 'Delagarza', birthDate: '1992-09-20' },
    ];
    for (const person of people) await world.addPatient(person);
    await world.addPatient({ given: 'Thanh', family: 'Nguyễn', birthDate: '1981-07-09' }, world.foreign);
    await world.serving.database.query(sql`analyze patient`);
  }, 120_000);
  afterAll(() => world.close());

  const search = async (typed: string, more: Readonly<Record<string, string>> = {}): Promise<PatientSearchAnswer> => {
    const response = await world.get(`/api/patients?${new URLSearchParams({ q: typed, ...more }).toString()}`, world.nurse);
    expect(response.status).toBe(200);
    return patientSearchAnswer.parse(await response.json());
  };
  const names = (found: PatientSearchAnswer['found']): string[] => found.map(({ name }) => name);

  it.each([
    ['nguyen', 'Thanh Nguyễn'], ['NGUYỄN thanh', 'Thanh Nguyễn'], ['than nguy', 'Thanh Nguyễn'],
    ['soren nygard', 'Søren Nygård'], ['Nygaard soren', null], ['obrien', 'Bríd O’Brien-Müller'], ["brid o'brien muller", 'Bríd O’Brien-Müller'],
    ['1981-07-09 nguyen', 'Thanh Nguyễn'], ['hoeger 16.3.1988', 'Buster Hoeger'], ['03/16/1988 buster', 'Buster Hoeger'],
    ['RC 20418', 'Thanh Nguyễn'], ['rc20418', 'Thanh Nguyễn'], ['ln77', 'Søren Nygård'], ['LN-77', 'Søren Nygård'], ['ad2e3fc5-2b5d-4cb9', 'Buster Hoeger'],
    ['+84 912 345 678', 'Thanh Nguyễn'], ['0912345678', 'Thanh Nguyễn'], ['912345', 'Thanh Nguyễn'], ['(555) 866-2259', 'Buster Hoeger'],
    ['999-59-2277', 'Bríd O’Brien-Müller'], ['999592277', 'Bríd O’Brien-Müller'],
  ])('finds by %s', async (typed, expected) => {
    const { found } = await search(typed);
    if (expected === null) expect(names(found)).not.toContain('Søren Nygård');
    else expect(names(found)).toContain(expected);
  });

  it.each([
    ['hoegr', 'Buster Hoeger'], ['heoger', 'Buster Hoeger'], ['hoegger buster', 'Buster Hoeger'], ['oheger', 'Buster Hoeger'], ['bustr hoger', 'Buster Hoeger'],
    ['delagraza', 'Marcos Delagarza'], ['delgar', 'Marcos Delagarza'], ['marcus delagarza', 'Marcos Delagarza'], ['ngyen', 'Thanh Nguyễn'], ['thnah nguyen', 'Thanh Nguyễn'],
  ])('with a slip: %s', async (typed, expected) => {
    const { found, close } = await search(typed);
    expect(names([...found, ...close])).toContain(expected);
  });

  it('[D17] does not find by a part of a national id', async () => {
    expect(names((await search('59-2277')).found)).not.toContain('Bríd O’Brien-Müller');
    expect(names((await search('99959')).found)).not.toContain('Bríd O’Brien-Müller');
  });

  it('is of one’s own clinic, and finds nobody where nobody is', async () => {
    expect((await search('nguyen')).found).toHaveLength(1);
    expect(await search('xqzwvk')).toEqual({ found: [], close: [], cursor: null });
    for (const odd of ['%', '_', '\\', "'; drop table patient; --", '☃', '%25%25']) expect((await search(odd)).close.length).toBeLessThanOrEqual(30);
  });

  it('gives pages in the order of names, everybody once', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: PatientSearchAnswer = await search('kamo', cursor === null ? {} : { cursor });
      seen.push(...page.found.map(({ id }) => id));
      cursor = page.cursor;
    } while (cursor !== null);
    const [counted] = await world.serving.database.query<{ n: number }>(sql`select count(*) as n from patient where clinic_id = ${world.clinic} and search like '% kamo%'`);
    expect(seen.length).toBeGreaterThan(30);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe(counted?.n);
    expect((await search('', { cursor: 'bm9uc2Vuc2U' })).found).toHaveLength(30);
  });

  it('shows only who has portal access when asked, and marks who it is for others', async () => {
    expect((await search('', { portal: 'active' })).found).toEqual([]);
    const patient = await world.addPatient({ given: 'Zuri', family: 'Active', phone: '+254700000099', email: 'zuri@example.org' });
    await world.send(world.coordinator, 'patient.activate', { patient });
    expect((await search('', { portal: 'active' })).found.map(({ id, portal }) => [id, portal])).toEqual([[patient, 'active']]);
  });

  it('[C58] is audited with whom it showed, and never with what was typed', async () => {
    await search('999-59-2277');
    const [row] = await world.serving.database.query<{ who: string; detail: { found: string[] } }>(sql`select who, detail from audit where action = 'patient.search' order by id desc limit 1`);
    expect(row).toMatchObject({ who: 'Grace Wanjiru' });
    expect(row?.detail.found).toHaveLength(1);
    const audits = await world.serving.database.query<{ line: string }>(sql`select a.*::text as line from audit a`);
    expect(audits.some(({ line }) => line.includes('999-59-2277') || line.includes('999592277'))).toBe(false);
  });

  it('[R8] is not for who may not read patients, nor without a session', async () => {
    const outsider = await insertStaff(world.serving.database, world.clinic, 'No roles', []);
    expect((await world.get('/api/patients?q=a', outsider)).status).toBe(403);
    expect((await world.get('/api/patients?q=a')).status).toBe(401);
  });

  it('answers in time, typos included', async () => {
    const took: number[] = [];
    for (const typed of ['nguyen', 'hoegr', 'kamo ri', 'delagraza marcus', '0912345678', 'xqzwvk', '']) {
      await search(typed);
      const before = performance.now();
      await search(typed);
      took.push(performance.now() - before);
    }
    console.log(`search among ${MANY}: ${took.map((ms) => ms.toFixed(0)).join(', ')} ms`);
    // The promise is 100 ms; five times that on a machine that does other things besides (RELIABILITY).
    for (const ms of took) expect(ms).toBeLessThan(500);
  });
});
