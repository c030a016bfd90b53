import { sql } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../sync-server/record/database.ts';
import { startPostgres, type PostgresServer } from '../support/postgres.ts';

/** A server of its own: these tests restart it and turn its durability off. */
let server: PostgresServer;
let database: Database | null = null;

beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());
afterEach(async () => {
  await database?.close();
  database = null;
});

async function askServer(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(text);
  await client.end();
}

it('refuses a Postgres whose commits do not wait for the disk, in words', async () => {
  const url = await server.createDatabase();
  const name = new URL(url).pathname.slice(1);
  await askServer(url, `alter database ${name} set synchronous_commit = off`);
  await expect(openDatabase({ kind: 'postgres', url })).rejects.toMatchObject({ code: 'record.notDurable', message: expect.stringContaining('synchronous_commit off') as string });
  await askServer(url, `alter database ${name} set synchronous_commit = local`);
  database = await openDatabase({ kind: 'postgres', url });
});

it('refuses a Postgres without fsync, in words', async () => {
  const url = await server.createDatabase();
  await askServer(server.url, 'alter system set fsync = off');
  await askServer(server.url, 'select pg_reload_conf()');
  try {
    await expect.poll(() => openDatabase({ kind: 'postgres', url }).then((opened) => opened.close().then(() => 'opened'), (error: Error) => error.message)).toContain('has fsync off');
  } finally {
    await askServer(server.url, 'alter system reset fsync');
    await askServer(server.url, 'select pg_reload_conf()');
  }
});

it('says which server does not answer, without its password', async () => {
  await expect(openDatabase({ kind: 'postgres', url: 'postgres://outpost:hidden@127.0.0.1:1/none' })).rejects.toMatchObject({
    code: 'record.unreachable', message: expect.not.stringContaining('hidden') as string,
  });
});

it('lives through an immediate restart: what was asked then fails, what comes after does not, and listeners hear again', async () => {
  const url = await server.createDatabase();
  database = await openDatabase({ kind: 'postgres', url });
  await database.query(sql`create table t (n int)`);
  const heard: string[] = [];
  await database.listen('after', (payload) => heard.push(payload));
  const cut = database.transaction(async (tx) => {
    await tx.query(sql`insert into t values (1)`);
    await server.restartImmediate();
    await tx.query(sql`select 1`);
  });
  await expect(cut).rejects.toBeInstanceOf(Error);
  await expect.poll(() => database?.query(sql`select count(*) as n from t`).catch(() => 'not yet'), { timeout: 10_000 }).toEqual([{ n: 0 }]);
  await expect.poll(async () => {
    await database?.notify('after', 'back');
    return heard.length > 0;
  }, { timeout: 10_000 }).toBe(true);
});

it('[R1] says "not known" when the connection breaks at COMMIT', async () => {
  const url = await server.createDatabase();
  const opened = await openDatabase({ kind: 'postgres', url });
  database = opened;
  await opened.query(sql`create table t (n int primary key)`);
  // A deferred trigger runs inside COMMIT: there the backend is ended, as a cut line would end it for us.
  await opened.query(sql`
    create function die() returns trigger language plpgsql as 'begin perform pg_terminate_backend(pg_backend_pid()); return null; end';
    create constraint trigger at_commit after insert on t deferrable initially deferred for each row execute function die()`);
  await expect(opened.transaction((tx) => tx.query(sql`insert into t values (1)`))).rejects.toMatchObject({ code: 'record.commitUnknown' });
  expect(await opened.query(sql`select 1 as n`)).toEqual([{ n: 1 }]);
});

it('tells a COMMIT that the server itself refused as what it is', async () => {
  const url = await server.createDatabase();
  const opened = await openDatabase({ kind: 'postgres', url });
  database = opened;
  await opened.query(sql`create table t (n int unique deferrable initially deferred); insert into t values (1)`);
  await expect(opened.transaction((tx) => tx.query(sql`insert into t values (1)`))).rejects.toMatchObject({ code: '23505' });
});
