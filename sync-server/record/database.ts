import { sql, type SQL } from 'drizzle-orm';

/**
 * One interface over Postgres and PGlite. Row values as read by either driver: int8 → number, timestamptz → ms since
 * 1970 (number), date → 'YYYY-MM-DD', jsonb → parsed, bytea → Uint8Array. Parameters: instants as `instantParam(ms)`,
 * JSON as `jsonParam(value)`, a list for `any(…)` as `arrayParam(list)`. Write null for null: drizzle leaves undefined out
 * of the statement.
 */
export interface Queries {
  query<Row extends object = Record<string, unknown>>(statement: SQL): Promise<Row[]>;
}

/** Inside a READ COMMITTED transaction. On PGlite, asking the `Database` instead of its `Tx` in here hangs. */
export interface Tx extends Queries {
  readonly inTransaction: true;
  /**
   * Sends this statement together with the COMMIT: one way to the server less. Its rows are nobody's; if it fails, the
   * transaction fails with its error and did not happen.
   */
  atCommit(statement: SQL): void;
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

/** An instant in ms since 1970 as a statement's parameter. */
export function instantParam(ms: number): SQL {
  return sql`${new Date(ms).toISOString()}::timestamptz`;
}

/** A JSON value as a `jsonb` parameter; arrays need it, since a bare array parameter is a Postgres array. */
export function jsonParam(value: unknown): SQL {
  return sql`${JSON.stringify(value)}::jsonb`;
}

/** A list as one Postgres array parameter: `= any(${arrayParam(ids)})`. Give the cast where Postgres cannot infer it. */
export function arrayParam(values: readonly (string | number | boolean | null)[]): SQL {
  return sql`${sql.param([...values])}`;
}

export type DatabaseConfig =
  /** `dataDir` null: in memory, for tests. */
  | { readonly kind: 'pglite'; readonly dataDir: string | null }
  | { readonly kind: 'postgres'; readonly url: string; readonly poolSize?: number };

/**
 * Opens the record's database; `migrate` makes its tables. Refuses with a `RecordError`: a directory another process has
 * open (`record.locked`), a Postgres with fsync or synchronous_commit off (`record.notDurable`).
 */
export async function openDatabase(config: DatabaseConfig): Promise<Database> {
  // Loaded when chosen: PGlite is a whole Postgres.
  if (config.kind === 'pglite') return (await import('./pglite.ts')).openPglite(config.dataDir);
  return (await import('./postgres.ts')).openPostgres(config.url, config.poolSize ?? 10);
}
