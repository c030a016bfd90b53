import { liveQuery } from 'dexie';

/**
 * Asks now and after every change to what was asked, in any tab or worker of this device (Dexie's live query).
 * @returns stops it
 */
export function watch<T>(ask: () => Promise<T>, tell: (answer: T) => void, failed: (error: unknown) => void): () => void {
  const subscription = liveQuery(ask).subscribe({ next: tell, error: failed });
  return () => subscription.unsubscribe();
}
