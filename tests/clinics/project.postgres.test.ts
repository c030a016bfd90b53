import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { views, type ViewKind } from '../../schema/views.ts';
import { parseViewName, type ViewKindName } from '../../schema/view-kinds.ts';
import { clinicProjectors } from '../../sync-server/clinics/project.ts';
import { colleagueProjectors } from '../../sync-server/colleagues/project.ts';
import { fillDemo } from '../../sync-server/demo/fill-demo.ts';
import { createSeal } from '../../sync-server/identity/seal.ts';
import { rangeProjectors } from '../../sync-server/ranges/project.ts';
import { openDatabase, type Database } from '../../sync-server/record/database.ts';
import { migrate } from '../../sync-server/record/migrate.ts';
import { describeEachDatabase } from '../support/databases.ts';

describeEachDatabase('clinic/ and office/', (createTarget) => {
  let database: Database;
  const clinics = new Map<string, string>();
  beforeAll(async () => {
    database = await openDatabase(await createTarget());
    await migrate(database);
    await fillDemo(database, createSeal('x'.repeat(40)));
    for (const { id, suffix } of await database.query<{ id: string; suffix: string }>(sql`select id, suffix from clinic`)) clinics.set(suffix, id);
    // In the demo nobody is away, and no clinic keeps ranges of its own.
    await database.query(sql`
      insert into reference_range (id, clinic_id, code, name, unit, low, high, valid_from, revision, set_by, set_at)
      select c.id, c.id, '718-7', 'Hemoglobin', 'g/dL', 12, 16, '2026-01-01', 1, 'Ruth Mwangi', now() from clinic c`);
    await database.query(sql`
      insert into staff_away (staff_id, id, clinic_id, from_day, until_day, to_team_id, words, set_by, set_at)
      select s.id, s.id, s.clinic_id, '2026-01-01', '2026-01-02', (select min(t.id) from team t where t.clinic_id = s.clinic_id), '', s.name, now() from staff s where s.addressable`);
  });
  afterAll(() => database.close());

  async function project(kind: ViewKindName, section: string, suffix: string, ids: readonly string[] | 'all' = 'all'): Promise<Map<string, unknown>> {
    const projector = [...clinicProjectors, ...colleagueProjectors, ...rangeProjectors].find((one) => one.kind === kind && one.section === section);
    const view = parseViewName(`${kind}/${clinics.get(suffix) ?? ''}`);
    if (!projector || !view) throw new Error(`${kind}/${section} is not projected`);
    return new Map(await database.transaction((tx) => projector.project(tx, view, ids)));
  }

  it.each(['clinic', 'office'] as const)('[V2] every entry of %s fits its shape, at both clinics', async (kind) => {
    for (const suffix of clinics.keys()) {
      const sections: ViewKind['sections'] = views[kind].sections;
      for (const [section, shape] of Object.entries(sections)) {
        const entries = await project(kind, section, suffix);
        expect(entries.size, `${suffix} ${section}`).toBeGreaterThan(0);
        for (const [id, entry] of entries) expect(shape.safeParse(entry).success, `${section} ${id}`).toBe(true);
      }
    }
  });

  it('[V2] gives only what was touched, and nothing for what is not there', async () => {
    const all = await project('office', 'tags', 'riverside');
    const [first = ''] = all.keys();
    expect([...(await project('office', 'tags', 'riverside', [first, 'no-such-tag'])).keys()]).toEqual([first]);
    expect((await project('clinic', 'brand', 'riverside', ['other'])).size).toBe(0);
  });

  it('[C91] shows patients whom an administrator made addressable, by a reference that is nobody\'s id', async () => {
    const shown = await project('clinic', 'addressees', 'riverside');
    expect([...shown.values()].map((entry) => (entry as { name: string }).name).toSorted()).toEqual(['Dr Daniel Otieno', 'Front desk', 'Grace Wanjiru', 'Nurses']);
    const staff = new Set((await database.query<{ id: string }>(sql`select id from staff union select id from account`)).map(({ id }) => id));
    for (const [id, entry] of shown) {
      expect(staff.has(id)).toBe(false);
      expect(Object.keys(entry as object).toSorted()).toEqual(['id', 'kind', 'name', 'title']);
    }
    await database.query(sql`update staff set addressable = false where name = 'Grace Wanjiru'`);
    expect((await project('clinic', 'addressees', 'riverside')).size).toBe(3);
    await database.query(sql`update staff set active = false where name = 'Dr Daniel Otieno'`);
    expect((await project('clinic', 'addressees', 'riverside')).size).toBe(2);
  });

  it('[C20] says of each colleague who can sign in whether messages may be theirs', async () => {
    const colleagues = [...(await project('office', 'colleagues', 'hillcrest')).values()] as { name: string; answersMessages: boolean }[];
    expect(Object.fromEntries(colleagues.map(({ name, answersMessages }) => [name, answersMessages]))).toEqual({
      'Leila Haddad': true, 'Inês Duarte': true, 'Dr Kwame Boateng': true, 'Sofía Navarro': true, 'Arjun Mehta': false, 'Hana Kimura': false,
    });
    await database.query(sql`update account set state = 'blocked' where identifier = 'ines'`);
    expect((await project('office', 'colleagues', 'hillcrest')).size).toBe(5);
  });

  it('keeps one clinic\'s people and words out of the other\'s', async () => {
    const names = (entries: Map<string, unknown>) => [...entries.values()].map((entry) => JSON.stringify(entry));
    for (const [kind, section] of [['office', 'colleagues'], ['clinic', 'locations'], ['clinic', 'addressees']] as const) {
      const [here, there] = [names(await project(kind, section, 'riverside')), names(await project(kind, section, 'hillcrest'))];
      expect(here.filter((entry) => there.includes(entry))).toEqual([]);
    }
  });
});
