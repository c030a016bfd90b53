import { sql } from 'drizzle-orm';
import { afterEach, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../sync-server/record/database.ts';
import { migrate, readMigrations, type Migration } from '../../sync-server/record/migrate.ts';
import { describeEachDatabase } from '../support/databases.ts';

let open: Database[] = [];
afterEach(async () => {
  for (const database of open) await database.close();
  open = [];
});

const first: Migration = { name: '0001-first', text: 'create table first (n int); insert into first values (1);' };
const second: Migration = { name: '0002-second', text: 'create table second (n int);' };

describeEachDatabase('migrations', (createTarget) => {
  async function openFresh(): Promise<Database> {
    const database = await openDatabase(await createTarget());
    open.push(database);
    return database;
  }

  it('makes the whole record from nothing, and nothing the second time', async () => {
    const database = await openFresh();
    expect(await migrate(database)).toEqual(readMigrations().map(({ name }) => name));
    expect(await migrate(database)).toEqual([]);
    expect(await database.query(sql`select count(*) as n from patient`)).toEqual([{ n: 0 }]);
  });

  it('applies what is new to a record that has the rest', async () => {
    const database = await openFresh();
    await migrate(database, [first]);
    expect(await migrate(database, [first, second])).toEqual(['0002-second']);
    expect(await database.query(sql`select n from first`)).toEqual([{ n: 1 }]);
  });

  it('applies all or nothing', async () => {
    const database = await openFresh();
    await expect(migrate(database, [first, { name: '0002-broken', text: 'create table broken (n int); select nonsense;' }])).rejects.toThrow(/nonsense/);
    expect(await database.query(sql`select to_regclass('first')::text as found`)).toEqual([{ found: null }]);
    expect(await migrate(database, [first, second])).toEqual(['0001-first', '0002-second']);
  });

  it('refuses a migration that was changed, is missing, or comes too late, naming it', async () => {
    const database = await openFresh();
    await migrate(database, [first, second]);
    const refusalOf = (migrations: Migration[]) => migrate(database, migrations).then(() => 'applied', (error: unknown) => error);
    expect(await refusalOf([{ ...first, text: `${first.text} -- really` }, second])).toMatchObject({ message: expect.stringContaining('0001-first was changed') as string });
    expect(await refusalOf([first])).toMatchObject({ code: 'record.migration', message: expect.stringContaining('0002-second, which this Outpost does not know') as string });
    expect(await refusalOf([first, { name: '0001-zz-late', text: 'select 1' }, second])).toMatchObject({ message: expect.stringContaining('0001-zz-late sorts before 0002-second') as string });
  });
});

describeEachDatabase('two that start together', (createTarget) => {
  it('migrate one after the other', async () => {
    const target = await createTarget();
    const one = await openDatabase(target);
    // PGlite has one process and one handle; Postgres has instances.
    const other = target.kind === 'postgres' ? await openDatabase(target) : one;
    open.push(one, ...(other === one ? [] : [other]));
    const applied = await Promise.all([migrate(one), migrate(other)]);
    expect(applied.map((names) => names.length).toSorted((a, b) => a - b)).toEqual([0, readMigrations().length]);
  });
});
