import { sql } from 'drizzle-orm';
import type { Database } from '../../sync-server/record/database.ts';

/** The same stream of numbers for the same seed. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * One instance's database as a bad day makes it: transactions whose connection is killed by the server, that roll back at
 * the end, or that commit and then look as if they had not; hints that are lost in both directions.
 */
/** @param chance of each of the three, per transaction */
export function makeFlaky(database: Database, random: () => number, chance: number): Database {
  const strikes = (odds: number): boolean => random() < odds;
  return {
    ...database,
    async transaction(work) {
      const kill = strikes(chance);
      const rollBack = strikes(chance);
      const hide = strikes(chance);
      const result = await database.transaction(async (tx) => {
        const done = await work(tx);
        if (kill && database.kind === 'postgres') await tx.query(sql`select pg_terminate_backend(pg_backend_pid())`);
        if (rollBack) throw new Error('rolled back');
        return done;
      });
      if (hide) throw new Error('the answer to COMMIT was lost');
      return result;
    },
    listen: (channel, hear) => database.listen(channel, (payload) => { if (!strikes(0.5)) hear(payload); }),
    notify: (channel, payload) => (strikes(0.3) ? Promise.resolve() : database.notify(channel, payload)),
  };
}
