/**
 * Work that is asked for often and need run only once for all who ask before it begins: who asks while a run is under
 * way gets the next one, which sees what was committed when they asked.
 */
export interface Turns<T> {
  run(key: string): Promise<T>;
  /** Resolves when nothing is under way or waiting. */
  idle(): Promise<void>;
}

/** @param slots runs at once, over all keys; one key never runs twice at once */
export function createTurns<T>(slots: number, work: (key: string) => Promise<T>): Turns<T> {
  const running = new Map<string, Promise<T>>();
  const queued = new Map<string, Promise<T>>();
  const waiting: (() => void)[] = [];
  let free = slots;

  async function takeSlot(): Promise<void> {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  }
  function giveSlot(): void {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  }

  async function start(key: string, before: Promise<T> | undefined, begins: () => void): Promise<T> {
    await before?.catch(() => undefined);
    await takeSlot();
    begins();
    try {
      return await work(key);
    } finally {
      giveSlot();
    }
  }

  return {
    run(key) {
      const coming = queued.get(key);
      if (coming) return coming;
      // `start` waits at least a tick before it calls back, so `mine` is there by then.
      const mine: Promise<T> = start(key, running.get(key), () => {
        queued.delete(key);
        running.set(key, mine);
      }).finally(() => {
        if (running.get(key) === mine) running.delete(key);
      });
      queued.set(key, mine);
      return mine;
    },
    async idle() {
      while (running.size + queued.size > 0) await Promise.allSettled([...running.values(), ...queued.values()]);
    },
  };
}
