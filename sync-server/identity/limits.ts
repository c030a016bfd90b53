import { sql } from 'drizzle-orm';
import { instantParam, type Queries, type Tx } from '../record/database.ts';

/**
 * What may be tried how often. One row an attempt, in the transaction of what is tried: limits survive restarts, hold for
 * all instances, and a crash between counting and acting cannot part the two.
 *
 * A store beside the record would count outside our transaction, and fixed windows let twice the number through around
 * their edge: these slide.
 */
export interface Window {
  readonly ms: number;
  readonly max: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const limits = {
  /** Wrong passwords for one person: a quarter of an hour's lock, then a day's. */
  password: [{ ms: 15 * MINUTE, max: 10 }, { ms: DAY, max: 50 }],
  /** SMS to one phone. */
  sms: [{ ms: HOUR, max: 5 }, { ms: DAY, max: 10 }],
  /** Codes asked for without a password: fewer, so that a stranger cannot use up all of a phone's. */
  ask: [{ ms: HOUR, max: 3 }, { ms: DAY, max: 5 }],
  /** Wrong codes for one person: with a million codes, a day's guessing succeeds once in 100,000. */
  code: [{ ms: DAY, max: 10 }],
} as const satisfies Record<string, readonly Window[]>;

export const LONGEST_WINDOW_MS = DAY;

export type Taken =
  /** `left`: how many more in the tightest window. */
  | { readonly ok: true; readonly left: number }
  /** `until`: the first moment another one is let through, ms. */
  | { readonly ok: false; readonly until: number };

/**
 * Counts one attempt, unless a window is full: 50 at once are taken one by one.
 * @param key holds no personal text: callers hash what was typed
 */
export async function takeAttempt(tx: Tx, key: string, windows: readonly Window[], now: number): Promise<Taken> {
  await tx.query(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`);
  const since = now - Math.max(...windows.map((window) => window.ms));
  const rows = await tx.query<{ at: number }>(sql`select at from attempt where key = ${key} and at > ${instantParam(since)} order by at desc`);
  const full = windows.flatMap(({ ms, max }) => {
    const oldest = rows.filter(({ at }) => at > now - ms)[max - 1];
    return max === 0 ? [now + ms] : oldest ? [oldest.at + ms] : [];
  });
  if (full.length > 0) return { ok: false, until: Math.max(...full) };
  await tx.query(sql`insert into attempt (key, at) values (${key}, ${instantParam(now)})`);
  const left = windows.map(({ ms, max }) => max - 1 - rows.filter(({ at }) => at > now - ms).length);
  return { ok: true, left: Math.min(...left) };
}

/** Who has shown that it is them starts from nothing. */
export async function forgetAttempts(tx: Tx, key: string): Promise<void> {
  await tx.query(sql`delete from attempt where key = ${key}`);
}

/** What no window looks at any more. */
export async function purgeAttempts(q: Queries, now: number): Promise<void> {
  await q.query(sql`delete from attempt where at < ${instantParam(now - LONGEST_WINDOW_MS)}`);
}
