import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type PostgresServer, startPostgres } from './postgres.ts';
import { describeEachDatabase } from './databases.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

async function ask(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

it('gives databases that know nothing of each other, durable as a clinic needs them', async () => {
  const [first, second] = [await server.createDatabase(), await server.createDatabase()];
  await ask(first, 'create table here (n int)');
  expect(await ask(second, "select to_regclass('here') as found")).toEqual([{ found: null }]);
  expect(await ask(first, "select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit")).toEqual([
    { fsync: 'on', commit: 'on' },
  ]);
});

it('keeps what was committed through an immediate restart, and cuts every connection', async () => {
  const url = await server.createDatabase();
  await ask(url, 'create table kept (n int)');
  const held = new pg.Client({ connectionString: url });
  const cut = new Promise((resolve) => held.on('error', resolve));
  await held.connect();
  await ask(url, 'insert into kept values (7)');
  await server.restartImmediate();
  await cut;
  expect(await ask(url, 'select n from kept')).toEqual([{ n: 7 }]);
});

describeEachDatabase('each database', (createTarget) => {
  it('is fresh at every call', async () => {
    const [first, second] = [await createTarget(), await createTarget()];
    expect(first.kind).toBe(second.kind);
    expect(first).not.toEqual(second);
  });
});
