import pg from 'pg';
import type { SQL } from 'drizzle-orm';
import type { Database, Tx } from './database.ts';
import { createNestingGuard } from './nesting.ts';
import { listenOnPostgres } from './postgres-hints.ts';
import { createAsk, sendTogether, type Ask } from './postgres-statements.ts';
import { RecordError, sqlState } from './record-error.ts';
import { ARRAY_OID, OID, readers } from './row-values.ts';

/** A database behind a cut line says nothing for a quarter of an hour. No single statement of ours takes this long. */
const ANSWER_MS = 120_000;

/**
 * A pool on Postgres at READ COMMITTED. Broken connections are replaced by the pool; a statement that was on one fails.
 * @param poolSize connections at most; LISTEN takes one more.
 */
export async function openPostgres(url: string, poolSize: number): Promise<Database> {
  const config: pg.ClientConfig = { connectionString: url, types, application_name: 'outpost', keepAlive: true, keepAliveInitialDelayMillis: 10_000, connectionTimeoutMillis: 5000, query_timeout: ANSWER_MS };
  const pool = new pg.Pool({ ...config, max: poolSize, pipeline: true, idleTimeoutMillis: 30_000, onConnect: prepareConnection });
  // An idle connection that dies tells the pool, a busy one its client; unheard, either would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  try {
    (await pool.connect()).release();
  } catch (cause) {
    await pool.end();
    if (cause instanceof RecordError) throw cause;
    throw new RecordError('record.unreachable', `Postgres at ${describeUrl(url)} does not answer: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
  const nesting = createNestingGuard();
  const hints = listenOnPostgres(config);
  const ask = createAsk();
  let closing: Promise<void> | null = null;

  return {
    kind: 'postgres',
    async query(statement) {
      nesting.check();
      return ask(pool, statement);
    },
    async transaction(work) {
      nesting.check();
      const client = await pool.connect();
      let broken = true;
      try {
        const result = await runTransaction(client, ask, (tx) => nesting.enter(() => work(tx)));
        broken = false;
        return result;
      } catch (error) {
        broken = isSilence(error) || !(await rollBack(client));
        throw error;
      } finally {
        client.release(broken);
      }
    },
    listen: (channel, hear) => hints.listen(channel, hear),
    async notify(channel, payload) {
      await pool.query('select pg_notify($1, $2)', [channel, payload]);
    },
    close() {
      closing ??= Promise.all([hints.close(), pool.end()]).then(() => undefined);
      return closing;
    },
  };
}

async function runTransaction<T>(client: pg.PoolClient, ask: Ask, work: (tx: Tx) => Promise<T>): Promise<T> {
  // Not waited for: BEGIN leaves with the first statement. Should it fail, the connection is dead and that fails too.
  sendTogether(client);
  const begun = settled(client.query('begin isolation level read committed'));
  const last: SQL[] = [];
  let over = false;
  const result = await work({
    inTransaction: true,
    async query(statement) {
      // What is asked by work nobody waits for any more would run, and stay, outside the transaction.
      if (over) throw new RecordError('record.over', 'The transaction is over; whoever works in it must be waited for.');
      return ask(client, statement);
    },
    atCommit: (statement) => void last.push(statement),
  }).finally(() => { over = true; });
  await begun;
  sendTogether(client);
  const closing = last.map((statement) => settled(ask(client, statement)));
  let command: string;
  try {
    ({ command } = await client.query('commit'));
  } catch (cause) {
    const state = sqlState(cause);
    // The server said no (a deferred constraint): it did not happen. 08 and 57P: it went away while we asked.
    if (state !== null && !state.startsWith('08') && !state.startsWith('57P')) throw cause;
    throw new RecordError('record.commitUnknown', 'The connection broke at COMMIT: whether it happened is not known.', { cause });
  }
  if (command === 'ROLLBACK') {
    // One of the last statements failed: its error is the reason.
    await Promise.all(closing);
    throw new RecordError('record.rolledBack', 'COMMIT was answered with ROLLBACK: an error inside the transaction was swallowed.');
  }
  return result;
}

/** A promise that is waited for later, or not at all: its rejection is no unhandled one. */
function settled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

/** pg's own words for a statement that was not answered in time: nothing more will be, either. */
function isSilence(error: unknown): boolean {
  return error instanceof Error && [error, error.cause].some((one) => one instanceof Error && one.message === 'Query read timeout');
}

/** False when the connection cannot even do that: it is thrown away, and the server rolls back. */
async function rollBack(client: pg.PoolClient): Promise<boolean> {
  try {
    await client.query('rollback');
    return true;
  } catch {
    return false;
  }
}

/** Each new connection, also after a restart with other settings. */
async function prepareConnection(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ fsync: string; commit: string }>(
    "select set_config('TimeZone', 'UTC', false), set_config('DateStyle', 'ISO', false), set_config('bytea_output', 'hex', false), " +
      // Compiling takes longer than any statement of ours.
      "set_config('jit', 'off', false), current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit",
  );
  const off = [rows[0]?.fsync === 'off' ? 'fsync' : '', rows[0]?.commit === 'off' ? 'synchronous_commit' : ''].filter(Boolean);
  if (off.length > 0) {
    throw new RecordError('record.notDurable', `This Postgres has ${off.join(' and ')} off: an answered request could be lost with the power. Turn ${off.length > 1 ? 'them' : 'it'} on in postgresql.conf (or for this role and database) and start again.`);
  }
}

/** pg-types' own signature names only the types Postgres had long ago; any OID may be asked. */
const readText = pg.types.getTypeParser as (oid: number, format?: string) => (text: string) => unknown;
const TEXT_ARRAY = 1009;
const readTextArray = readText(TEXT_ARRAY, 'text');

function elementReader(read: (text: string) => unknown): (text: string) => unknown {
  return (text) => (readTextArray(text) as (string | null)[]).map((element) => (element === null ? null : read(element)));
}

const ours = new Map<number, (text: string) => unknown>(
  (Object.keys(OID) as (keyof typeof OID)[]).flatMap((name) => [
    [OID[name], readers[name]] as const,
    [ARRAY_OID[name], elementReader(readers[name])] as const,
  ]),
);

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => ours.get(oid) ?? readText(oid, format)) as pg.CustomTypesConfig['getTypeParser'],
};

function describeUrl(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url);
    return `${hostname}${port ? `:${port}` : ''}${pathname}`;
  } catch {
    return 'DATABASE_URL';
  }
}
