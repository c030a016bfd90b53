import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite, type Results, type Transaction, TransactionAbortedError } from '@electric-sql/pglite';
import type { SQL } from 'drizzle-orm';
import type { Database, Tx } from './database.ts';
import { createNestingGuard } from './nesting.ts';
import { renderStatement } from './render-statement.ts';
import { lockDirectory } from './pglite-lock.ts';
import { readOrMakeTemplate, readTemplate } from './pglite-template.ts';
import { RecordError } from './record-error.ts';
import { OID, readers } from './row-values.ts';

type Asked = Pick<Transaction, 'query' | 'exec'>;

/**
 * Postgres inside this process. One connection: transactions run one after another and a query outside waits for them.
 * It never calls fsync: it survives a crash of the process, not of the power.
 */
export async function openPglite(dataDir: string | null): Promise<Database> {
  const unlock = dataDir === null ? () => undefined : lockDirectory(dataDir);
  const folder = dataDir === null ? null : join(dataDir, 'pglite');
  if (folder !== null) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const pglite = new PGlite({
    ...(await beginWith(folder)),
    parsers: Object.fromEntries(Object.entries(OID).map(([name, oid]) => [oid, readers[name as keyof typeof OID]])),
    serializers: { [OID.bytea]: (value: Uint8Array) => `\\x${Buffer.from(value).toString('hex')}` },
  });
  try {
    await pglite.exec("set timezone = 'UTC'");
  } catch (cause) {
    unlock();
    throw new RecordError('record.unreachable', `The record in ${dataDir ?? 'memory'} does not open.`, { cause });
  }
  const nesting = createNestingGuard();
  const hints = new EventEmitter().setMaxListeners(0);

  return {
    kind: 'pglite',
    async query(statement) {
      nesting.check();
      return ask(pglite, statement);
    },
    async transaction(work) {
      nesting.check();
      try {
        return await pglite.transaction((inner) => nesting.enter(async () => {
          const last: SQL[] = [];
          const tx: Tx = { inTransaction: true, query: (statement) => ask(inner, statement), atCommit: (statement) => void last.push(statement) };
          const result = await work(tx);
          for (const statement of last) await ask(inner, statement);
          return result;
        }));
      } catch (cause) {
        if (!(cause instanceof TransactionAbortedError)) throw cause;
        throw new RecordError('record.rolledBack', 'COMMIT was answered with ROLLBACK: an error inside the transaction was swallowed.', { cause });
      }
    },
    // One process: `notify` need not pass through the database; pg_notify inside a transaction does, and is heard at commit.
    async listen(channel, hear) {
      hints.on(channel, hear);
      const unlisten = await pglite.listen(channel, hear);
      return async () => {
        hints.off(channel, hear);
        if (!pglite.closed) await unlisten();
      };
    },
    notify(channel, payload) {
      setImmediate(() => hints.emit(channel, payload));
      return Promise.resolve();
    },
    async close() {
      if (pglite.closed) return;
      hints.removeAllListeners();
      try {
        await pglite.close();
      } finally {
        unlock();
      }
    },
  };
}

async function beginWith(folder: string | null): Promise<{ dataDir?: string; loadDataDir?: Blob }> {
  if (folder === null) return { loadDataDir: await readOrMakeTemplate() };
  const template = existsSync(join(folder, 'PG_VERSION')) ? null : readTemplate();
  return { dataDir: folder, ...(template ? { loadDataDir: template } : {}) };
}

async function ask<Row extends object>(asked: Asked, statement: SQL): Promise<Row[]> {
  const { text, values } = renderStatement(statement);
  // Without parameters: the simple protocol, as `pg` does it, so that a migration may hold several statements.
  if (values.length === 0) {
    const results = (await asked.exec(text)) as Results<Row>[];
    return results.at(-1)?.rows ?? [];
  }
  const { rows } = await asked.query<Row>(text, [...values]);
  return rows;
}
