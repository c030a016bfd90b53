import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { arrayParam, instantParam, jsonParam, openDatabase, type Database } from '../../sync-server/record/database.ts';
import { RecordError, sqlState } from '../../sync-server/record/record-error.ts';
import { describeEachDatabase, type DatabaseTarget } from '../support/databases.ts';

/** The one interface keeps its word on both: what holds here is what slices may lean on. */

describeEachDatabase('the record\'s database', (createTarget) => {
  // Making a PGlite takes seconds: one for the suite, its tables gone before each test.
  let target: DatabaseTarget;
  let database: Database;
  beforeAll(async () => {
    target = await createTarget();
    database = await openDatabase(target);
  });
  beforeEach(() => database.query(sql`drop schema public cascade; create schema public`));
  afterAll(() => database.close());

  it('reads every type of the record as the interface says', async () => {
    const at = Date.UTC(2026, 10, 21, 9, 14, 0, 123);
    await database.query(sql`create table kinds (big bigint, at timestamptz, day date, doc jsonb, raw bytea, words text[], bigs bigint[], ats timestamptz[], days date[], raws bytea[], yes boolean, n int, f float8, nothing text)`);
    const raw = Uint8Array.from({ length: 256 }, (_, index) => index);
    const words = ['a"b', 'back\\slash', 'com,ma', '{brace}', '', 'NULL', ' spaced ', 'Ünïcødé 🙂', null];
    await database.query(sql`
      insert into kinds values (${Number.MAX_SAFE_INTEGER}, ${instantParam(at)}, ${'1992-05-02'}, ${jsonParam({ a: [1, null, { b: 'ü' }] })}, ${raw}, ${arrayParam(words)},
        array[1, 2]::bigint[], array[${instantParam(at)}], array['0099-12-31'::date], array[${raw}::bytea], ${true}, ${-7}, ${0.5}, ${null})`);
    const [row] = await database.query(sql`select * from kinds`);
    expect(row).toEqual({
      big: Number.MAX_SAFE_INTEGER, at, day: '1992-05-02', doc: { a: [1, null, { b: 'ü' }] }, raw, words, bigs: [1, 2], ats: [at], days: ['0099-12-31'],
      raws: [raw], yes: true, n: -7, f: 0.5, nothing: null,
    });
    expect(Object.getPrototypeOf(row?.['raw'])).toBe(Uint8Array.prototype);
  });

  it('keeps instants to the millisecond, before 1970 and beyond this century', async () => {
    for (const at of [-1, 0, 1, 999, -86_400_001, Date.UTC(1900, 0, 1), Date.UTC(2999, 11, 31, 23, 59, 59, 999)]) {
      expect(await database.query(sql`select ${instantParam(at)} as at`)).toEqual([{ at }]);
    }
  });

  it('refuses a bigint that a number cannot hold instead of rounding it', async () => {
    await expect(database.query(sql`select 9007199254740993::bigint as n`)).rejects.toThrow(RangeError);
  });

  it('finds by lists', async () => {
    const found = await database.query(sql`select x from unnest(array['a', 'b', 'c']) x where x = any(${arrayParam(['a', 'c', "d'); drop table x"])}::text[]) order by x`);
    expect(found).toEqual([{ x: 'a' }, { x: 'c' }]);
  });

  it('runs several statements without parameters, giving the last one\'s rows', async () => {
    expect(await database.query(sql`create table one (n int); insert into one values (1), (2); select n from one order by n`)).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it('commits what resolves and rolls back what rejects', async () => {
    await database.query(sql`create table t (n int primary key)`);
    const given = await database.transaction(async (tx) => {
      await tx.query(sql`insert into t values (1)`);
      return 'given';
    });
    expect(given).toBe('given');
    await expect(database.transaction(async (tx) => {
      await tx.query(sql`insert into t values (2)`);
      throw new Error('changed my mind');
    })).rejects.toThrow('changed my mind');
    expect(await database.query(sql`select n from t`)).toEqual([{ n: 1 }]);
  });

  it('tells the SQLSTATE of a failed statement, and goes on', async () => {
    await database.query(sql`create table t (n int primary key); insert into t values (1)`);
    const error: unknown = await database.query(sql`insert into t values (${1})`).catch((thrown: unknown) => thrown);
    expect(sqlState(error)).toBe('23505');
    expect(await database.query(sql`select count(*) as n from t`)).toEqual([{ n: 1 }]);
  });

  it('does not call a transaction committed whose statement failed and was swallowed', async () => {
    await database.query(sql`create table t (n int primary key); insert into t values (1)`);
    const lost = database.transaction(async (tx) => {
      await tx.query(sql`insert into t values (2)`);
      await tx.query(sql`insert into t values (1)`).catch(() => undefined);
      return 'as if nothing had happened';
    });
    await expect(lost).rejects.toMatchObject({ code: 'record.rolledBack' });
    expect(await database.query(sql`select n from t`)).toEqual([{ n: 1 }]);
  });

  it('refuses to ask the database inside a transaction, and only there', async () => {
    let later: Promise<unknown> = Promise.resolve();
    const nested = database.transaction(async () => {
      later = new Promise((resolve) => setTimeout(resolve, 50)).then(() => database.query(sql`select 1 as n`));
      await database.query(sql`select 1`);
    });
    await expect(nested).rejects.toBeInstanceOf(RecordError);
    await expect(database.transaction(() => database.transaction(async () => 1))).rejects.toMatchObject({ code: 'record.nested' });
    expect(await later).toEqual([{ n: 1 }]);
  });

  it('lets many transactions run at once without losing a write', async () => {
    await database.query(sql`create table counter (n int not null); insert into counter values (0)`);
    await Promise.all(Array.from({ length: 30 }, () => database.transaction(async (tx) => {
      const [row] = await tx.query<{ n: number }>(sql`select n from counter for update`);
      await tx.query(sql`update counter set n = ${(row?.n ?? 0) + 1}`);
    })));
    expect(await database.query(sql`select n from counter`)).toEqual([{ n: 30 }]);
  });

  it('carries hints to listeners, those of a transaction at its commit and never without one', async () => {
    const heard: string[] = [];
    const unlisten = await database.listen('some_channel', (payload) => heard.push(payload));
    await database.notify('some_channel', 'direct');
    await database.transaction((tx) => tx.query(sql`select pg_notify('some_channel', ${'committed'})`));
    await database.transaction(async (tx) => {
      await tx.query(sql`select pg_notify('some_channel', ${'rolled back'})`);
      throw new Error('no');
    }).catch(() => undefined);
    await expect.poll(() => heard.toSorted()).toEqual(['committed', 'direct']);
    await unlisten();
    await database.notify('some_channel', 'nobody hears');
    await database.query(sql`select 1`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(heard).toHaveLength(2);
  });

  it('keeps what it had when it is opened again', async () => {
    await database.query(sql`create table t (n int); insert into t values (42)`);
    await database.close();
    await database.close();
    database = await openDatabase(target);
    expect(await database.query(sql`select n from t`)).toEqual([{ n: 42 }]);
  });
});
