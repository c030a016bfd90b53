import { appMade } from '../../../schema/app-made.ts';
import type { StoredRequest } from './account-database.ts';

/**
 * A second copy of what a person asked for and the clinic does not have yet, outside the database, an entry each. Chromium goes
 * on writing behind what a killed browser left half written, takes that for damage at the start after it and clears every
 * database of the site (LevelDB's `reuse_logs`; seen, not feared). restore-spares.ts puts them back.
 *
 * A bonus and no promise: a browser without a cache, or one that is short of room, keeps none, and clearing the site takes both.
 */
export const SPARES = 'outpost-spares';

const place = (database: string, id: string): string => `/spare/${database}/${id}`;
/** Of an entry's address: the database it belongs to. */
export const databaseOfSpare = (url: string): string => new URL(url).pathname.split('/')[2] ?? '';

/** null: this browser has none, or will not give it. */
export async function openSpares(): Promise<Cache | null> {
  return (await globalThis.caches?.open(SPARES).catch(() => null)) ?? null;
}

/** A cache that does not answer holds up nobody's words. */
const PATIENCE_MS = 2_000;
const soon = (work: (cache: Cache) => Promise<unknown>): Promise<void> => Promise.race([
  openSpares().then((cache) => cache && work(cache)).then(() => undefined, () => undefined),
  new Promise<void>((resolve) => { setTimeout(resolve, PATIENCE_MS); }),
]);

/** Never rejects. */
export async function keepSpare(database: string, row: StoredRequest): Promise<void> {
  if (!appMade.has(row.type)) await soon((cache) => cache.put(place(database, row.id), new Response(JSON.stringify(row))));
}

/** Never rejects. */
export async function dropSpares(database: string, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await soon((cache) => Promise.all(ids.map((id) => cache.delete(place(database, id)))));
}
