import { liveQuery, type Subscription } from 'dexie';

const AGAIN_MS = [200, 1_000, 5_000, 15_000] as const;

/**
 * Asks now and after every change to what was asked, in any tab or worker of this device (Dexie's live query). A live
 * query ends with its first error, and a browser may close a database under us at any time: then it is begun anew.
 * @returns stops it
 */
export function watch<T>(ask: () => Promise<T>, tell: (answer: T) => void, failed: (error: unknown) => void): () => void {
  let subscription: Subscription | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let stopped = false;

  function begin(): void {
    if (stopped) return;
    subscription = liveQuery(ask).subscribe({
      next(answer) {
        failures = 0;
        tell(answer);
      },
      error(error) {
        if (stopped) return;
        failed(error);
        timer = setTimeout(begin, AGAIN_MS[Math.min(failures, AGAIN_MS.length - 1)]);
        failures += 1;
      },
    });
  }
  begin();
  return () => {
    stopped = true;
    clearTimeout(timer);
    subscription?.unsubscribe();
  };
}
