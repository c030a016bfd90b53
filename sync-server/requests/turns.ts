/**
 * One at a time per device: deliveries of one device wait for each other here rather than each on a database connection
 * for the same row lock. Correctness rests on the lock; this saves the pool.
 */
export interface Turns {
  take<T>(device: string, work: () => Promise<T>): Promise<T>;
}

export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return {
    take(device, work) {
      const before = last.get(device) ?? Promise.resolve();
      const mine = before.then(work, work);
      last.set(device, mine);
      const leave = (): void => { if (last.get(device) === mine) last.delete(device); };
      mine.then(leave, leave);
      return mine;
    },
  };
}
