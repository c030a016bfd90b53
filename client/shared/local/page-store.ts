import type { AccountDatabase } from './account-database.ts';
import { here } from './doc-store.ts';
import { open, seal } from './seal.ts';
import { steadily } from './steady.ts';

/**
 * Sealed pages of views on this device (V6), by their hash. They go with their view, and when it lists them no more. One
 * without a body is still to be fetched: its entries were on this device.
 */
export interface PageStore {
  read(view: string, hash: string): Promise<string | null>;
  /** What is here, and whether with its body. */
  held(view: string): Promise<ReadonlyMap<string, boolean>>;
  put(view: string, hash: string, body: string | null): Promise<void>;
  drop(view: string, hashes: readonly string[]): Promise<void>;
}

export function createPageStore(database: AccountDatabase): PageStore {
  const { pages } = database;
  return {
    async read(view, hash) {
      const found = await steadily(database, () => pages.get([view, hash]));
      return found?.body === undefined ? null : open(found.body);
    },
    held: (view) => steadily(database, async () => new Map((await pages.where('view').equals(view).toArray()).map(({ hash, body }) => [hash, body !== undefined]))),
    async put(view, hash, body) {
      const row = { view, hash, ...(body === null ? {} : { body: await seal(body) }) };
      await steadily(database, () => database.transaction('rw', database.views, pages, async () => {
        // A view that was dropped meanwhile leaves nothing behind.
        if (here(await database.views.get(view))) await pages.put(row);
      }));
    },
    drop: (view, hashes) => steadily(database, () => pages.bulkDelete(hashes.map((hash): [string, string] => [view, hash]))),
  };
}
