import { startPatience } from '../local/patience.ts';

/**
 * Runs work while no other tab or worker of this device runs work of that name (Web Locks). It saves double sending;
 * correctness never depends on it: where there are no locks, or a frozen tab keeps one, the work runs all the same.
 */
export type OneAtATime = <T>(name: string, work: () => Promise<T>) => Promise<T>;

const PATIENCE_MS = 90_000;

export const oneAtATime: OneAtATime = async (name, work) => {
  const locks = (globalThis.navigator as Navigator & { locks?: LockManager } | undefined)?.locks;
  if (!locks) return work();
  const patience = startPatience(PATIENCE_MS);
  let begun = false;
  try {
    return await locks.request(name, { signal: patience.signal }, () => {
      begun = true;
      patience.done();
      return work();
    });
  } catch (error) {
    if (begun) throw error;
    return await work();
  } finally {
    patience.done();
  }
};
