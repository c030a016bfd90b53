import * as z from 'zod/mini';
import { appMade } from '../../../schema/app-made.ts';
import { openAccountDatabase, type StoredRequest } from './account-database.ts';
import { isWaiting, putBack } from './request-store.ts';
import { databaseOfSpare, openSpares } from './spare-store.ts';
import { steadily } from './steady.ts';

const PREFIX = 'outpost-';
const spare = z.looseObject({ id: z.string(), n: z.number(), type: z.string(), bytes: z.string(), signature: z.string() });
const signedBy = z.object({ device: z.string() });

let once: Promise<readonly string[]> | null = null;
/** Everything that is sent waits for this; a cache that does not answer holds up nothing for longer. */
const PATIENCE_MS = 5_000;

/**
 * Puts what was not sent back into a database that the browser cleared, and drops the copies that are needed no more. Once per
 * page or worker: nothing is cleared under one that runs. Never rejects.
 *
 * @returns the accounts that copies were found of, whether this device still knows them or not
 */
export function restoreSpares(): Promise<readonly string[]> {
  once ??= Promise.race([
    restoreAll().catch(() => []),
    new Promise<readonly string[]>((resolve) => { setTimeout(() => resolve([]), PATIENCE_MS); }),
  ]);
  return once;
}

/** How much of what a person asked for stands in an account's database: of one that was cleared, what was put back. */
export async function countRestored(account: string): Promise<number> {
  await restoreSpares();
  const database = openAccountDatabase(account);
  try {
    return await steadily(database, () => database.requests.filter(({ type }) => !appMade.has(type)).count());
  } finally {
    database.close();
  }
}

async function restoreAll(): Promise<readonly string[]> {
  const cache = await openSpares();
  const kept = (await cache?.keys()) ?? [];
  const accounts = [...new Set(kept.map(({ url }) => databaseOfSpare(url).slice(PREFIX.length)))];
  for (const account of accounts) {
    const database = openAccountDatabase(account);
    try {
      for (const request of kept.filter(({ url }) => databaseOfSpare(url) === database.name)) {
        const parsed = spare.safeParse(await (await cache?.match(request))?.json().catch(() => null));
        if (!parsed.success) continue; // half written: its row, if there ever was one, is in the database
        const row = parsed.data as unknown as StoredRequest;
        const needed = await steadily(database, () => database.transaction('rw', database.requests, database.keys, database.settings, async () => {
          const stands = await database.requests.get(row.id);
          if (stands) return isWaiting(stands);
          // With the key that signed it here, this is the database it was saved in: it was taken back, or answered long ago.
          if (await database.keys.get(signedBy.parse(JSON.parse(parsed.data.bytes)).device)) return false;
          await putBack(database, row);
          return true;
        }));
        if (!needed) await cache?.delete(request);
      }
    } catch {
      // A store that does not open keeps its copies, and nobody else's words.
    } finally {
      database.close();
    }
  }
  return accounts;
}
