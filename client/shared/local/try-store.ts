import type { AccountDatabase, StoredTry } from './account-database.ts';
import { steadily } from './steady.ts';

const KEPT = 10;

/** The last ten tries to reach the clinic, for the page that shows a person that the device does keep trying. */
export interface TryStore {
  add(attempt: { readonly at: number; readonly result: string; readonly count: number }): Promise<void>;
  /** Newest first. */
  list(): Promise<StoredTry[]>;
}

export function createTryStore(database: AccountDatabase): TryStore {
  return {
    add: (attempt) => steadily(database, () => database.transaction('rw', database.tries, async () => {
      await database.tries.add({ ...attempt });
      const old = await database.tries.orderBy(':id').reverse().offset(KEPT).primaryKeys();
      await database.tries.bulkDelete(old);
    })),
    list: () => database.tries.orderBy(':id').reverse().limit(KEPT).toArray(),
  };
}
