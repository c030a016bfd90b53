import type { Dexie } from 'dexie';

/** What a browser answers when it closed the connection or aborted the transaction under us: in the background, after a crash of its own. */
const passing: ReadonlySet<string> = new Set(['DatabaseClosedError', 'InvalidStateError', 'AbortError', 'UnknownError', 'TransactionInactiveError', 'OpenFailedError']);
const TRIES = 3;

/**
 * Runs work on the database; when the connection turns out dead or the transaction was aborted, opens it anew and runs
 * the work again. An aborted transaction wrote nothing, so that is safe for work that is one transaction. Nothing is
 * ever cleared. Other errors (a full disk, a mistake of ours) go to the caller.
 */
export async function steadily<T>(database: Dexie, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= TRIES || !isPassing(error)) throw error;
      // An aborted transaction says nothing about the connection, which others may be using.
      if (error instanceof Error && error.name === 'AbortError') continue;
      database.close({ disableAutoOpen: false });
      await database.open();
    }
  }
}

function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // Dexie keeps the browser's own error inside its own.
  const inner: unknown = 'inner' in error ? error.inner : undefined;
  return passing.has(error.name) && !isFull(error) && !isFull(inner);
}

/** The device has no room: the caller says so and keeps the words where they are. */
export function isFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === 'QuotaExceededError' || ('inner' in error && isFull(error.inner));
}
