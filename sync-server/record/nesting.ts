import { AsyncLocalStorage } from 'node:async_hooks';
import { RecordError } from './record-error.ts';

/**
 * Notices work inside a transaction that asks the database itself: on PGlite it would wait for its own transaction for
 * ever, on Postgres it would take a second connection and see nothing of the first. Costs one look per statement.
 * Not noticed: waiting inside a transaction for work that was started outside.
 */
export interface NestingGuard {
  enter<T>(work: () => Promise<T>): Promise<T>;
  check(): void;
}

export function createNestingGuard(): NestingGuard {
  const current = new AsyncLocalStorage<{ open: boolean }>();
  return {
    async enter(work) {
      const transaction = { open: true };
      try {
        return await current.run(transaction, work);
      } finally {
        transaction.open = false;
      }
    },
    check() {
      if (current.getStore()?.open) {
        throw new RecordError('record.nested', 'The database was asked inside a transaction; ask the transaction it was given instead.');
      }
    },
  };
}
