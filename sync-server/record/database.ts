import type { SQL } from 'drizzle-orm';

/**
 * One interface over Postgres and PGlite. Row values as read by either driver: int8 → number, timestamptz → ms since
 * 1970 (number), date → 'YYYY-MM-DD', jsonb → parsed, bytea → Uint8Array. Parameters: instants as `instantParam(ms)`.
 */
export interface Queries {
  query<Row extends object = Record<string, unknown>>(statement: SQL): Promise<Row[]>;
}

/** Inside a READ COMMITTED transaction. On PGlite, asking the `Database` instead of its `Tx` in here hangs. */
export interface Tx extends Queries {
  readonly inTransaction: true;
}

export interface Database extends Queries {
  readonly kind: 'postgres' | 'pglite';
  /** Commits when `work` resolves, rolls back when it rejects. An error of COMMIT itself is `unknown`: it may have committed. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Hints between instances (NOTIFY). May be lost, doubled, late: never relied upon. Resolves to an unlisten function. */
  listen(channel: string, hear: (payload: string) => void): Promise<() => Promise<void>>;
  notify(channel: string, payload: string): Promise<void>;
  close(): Promise<void>;
}
