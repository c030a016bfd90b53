import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { Database, Tx } from '../record/database.ts';
import type { Seal } from '../identity/seal.ts';

export interface ImportTarget {
  readonly database: Database;
  readonly seal: Seal;
  readonly clinic: string;
  /** Ms; stands in `at` of what was imported. */
  readonly now: () => number;
  /** Named point where a test kills the process. */
  readonly faultPoint: (name: 'duringImport') => void;
}

/** Any number, the same for every Outpost: two imports into one record take turns step by step. */
const IMPORT_LOCK = 7_317_408_113;

/** Rows one step may write. PGlite has one connection: between two steps the server answers whoever waits. */
export const ROWS_A_STEP = 500;
/** Bytes of resources one step may carry: an entry may be a scanned letter. */
const BYTES_A_STEP = 512 * 1024;

/**
 * Carries `items` out in transactions of at most ROWS_A_STEP rows. A crash between two leaves the earlier ones; the
 * same import once more finds them and goes on.
 * @param rowsOf the most rows an item writes, indexes aside
 */
export async function inSteps<T>(
  target: ImportTarget, items: readonly T[], sizeOf: (item: T) => { rows: number; bytes: number }, write: (tx: Tx, chunk: readonly T[]) => Promise<void>,
): Promise<void> {
  for (const chunk of chunksOf(items, sizeOf)) {
    await target.database.transaction(async (tx) => {
      await tx.query(sql`select pg_advisory_xact_lock(${IMPORT_LOCK}::bigint)`);
      await write(tx, chunk);
      target.faultPoint('duringImport');
    });
    await nextTurn();
  }
}

function* chunksOf<T>(items: readonly T[], sizeOf: (item: T) => { rows: number; bytes: number }): Generator<T[]> {
  let chunk: T[] = [];
  let rows = 0;
  let bytes = 0;
  for (const item of items) {
    const size = sizeOf(item);
    if (chunk.length > 0 && (rows + size.rows > ROWS_A_STEP || bytes + size.bytes > BYTES_A_STEP)) {
      yield chunk;
      [chunk, rows, bytes] = [[], 0, 0];
    }
    chunk.push(item);
    rows += size.rows;
    bytes += size.bytes;
  }
  if (chunk.length > 0) yield chunk;
}
