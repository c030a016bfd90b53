import type { AccountDatabase, StoredTry } from './account-database.ts';
import { steadily } from './steady.ts';

const KEPT = 10;

/**
 * The last tries to reach the clinic, for the page that shows a person that the device does keep trying. What says the same
 * as the one before lengthens its row: ten rows of an hour without an answer would push out the last time all went well.
 */
export interface TryStore {
  add(attempt: { readonly at: number; readonly result: string; readonly count: number }): Promise<void>;
  /** Newest first. */
  list(): Promise<StoredTry[]>;
}

export function createTryStore(database: AccountDatabase): TryStore {
  return {
    add: (attempt) => steadily(database, () => database.transaction('rw', database.tries, async () => {
      const last = await database.tries.orderBy(':id').last();
      if (last?.id !== undefined && last.result === attempt.result && last.count === attempt.count) {
        await database.tries.update(last.id, { at: attempt.at, from: last.from ?? last.at, times: (last.times ?? 1) + 1 });
        return;
      }
      await database.tries.add({ ...attempt });
      const old = await database.tries.orderBy(':id').reverse().offset(KEPT).primaryKeys();
      await database.tries.bulkDelete(old);
    })),
    list: () => database.tries.orderBy(':id').reverse().limit(KEPT).toArray(),
  };
}
