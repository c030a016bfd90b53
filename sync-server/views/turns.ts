/**
 * Work that is asked for often and need run only once for all who ask before it begins: who asks while a run is under
 * way gets the next one, which sees what was committed when they asked.
 */
export interface Turns<T> {
  run(key: string, options?: { readonly urgent?: boolean }): Promise<T>;
  /** Resolves when nothing is under way or waiting. */
  idle(): Promise<void>;
}

/**
 * @param slots runs at once, over all keys; one key never runs twice at once. Who is urgent goes before all who wait: a
 *   person's request is not to wait for the ten thousand views an import touched.
 */
export function createTurns<T>(slots: number, work: (key: string) => Promise<T>): Turns<T> {
  const running = new Map<string, Promise<T>>();
  const queued = new Map<string, Promise<T>>();
  const waiting: { readonly key: string; readonly go: () => void }[] = [];
  const urgent = new Set<string>();
  let free = slots;

  async function takeSlot(key: string): Promise<void> {
    if (free > 0) {
      free -= 1;
      return;
    }
    await new Promise<void>((go) => waiting.push({ key, go }));
  }
  function giveSlot(): void {
    const hurried = urgent.size > 0 ? waiting.findIndex((it) => urgent.has(it.key)) : -1;
    const [next] = waiting.splice(Math.max(hurried, 0), 1);
    if (next) next.go();
    else free += 1;
  }

  async function start(key: string, before: Promise<T> | undefined, begins: () => void): Promise<T> {
    await before?.catch(() => undefined);
    await takeSlot(key);
    begins();
    try {
      return await work(key);
    } finally {
      giveSlot();
    }
  }

  return {
    run(key, options) {
      if (options?.urgent) urgent.add(key);
      const coming = queued.get(key);
      if (coming) return coming;
      // `start` waits at least a tick before it calls back, so `mine` is there by then.
      const mine: Promise<T> = start(key, running.get(key), () => {
        queued.delete(key);
        urgent.delete(key);
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
