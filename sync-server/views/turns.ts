/**
 * Work that is asked for often and need run only once for all who ask before it begins: who asks while a run is under
 * way gets the next one, which sees what was committed when they asked.
 */
export interface Turns<T> {
  run(key: string, options?: { readonly urgent?: boolean }): Promise<T>;
  /** Resolves when nothing is under way or waiting. */
  idle(): Promise<void>;
}

/** Several keys' work as one, while `fits`. When it rejects, each is done by itself. */
export interface Together<T> {
  readonly most: number;
  readonly fits: (key: string) => boolean;
  readonly work: (keys: readonly string[]) => Promise<ReadonlyMap<string, T>>;
}

interface Job<T> {
  readonly key: string;
  readonly promise: Promise<T>;
  readonly resolve: (value: T | Promise<T>) => void;
}

/**
 * @param slots runs at once, over all keys; one key never runs twice at once. Who is urgent goes before all who wait: a
 *   person's request is not to wait for the ten thousand views an import touched.
 * @param together takes one slot, and only one such run is under way: what comes meanwhile gathers for the next
 */
export function createTurns<T>(slots: number, work: (key: string) => Promise<T>, together?: Together<T>): Turns<T> {
  const running = new Map<string, Promise<T>>();
  const hurried = new Map<string, Job<T>>();
  const patient = new Map<string, Job<T>>();
  let free = slots;
  let gathering = false;
  let planned = false;

  /** The first that may begin, the hurried before the others, and, when it may be done together, who goes with it. */
  function takeNext(): Job<T>[] {
    for (const queue of [hurried, patient]) {
      const taken: Job<T>[] = [];
      for (const job of queue.values()) {
        if (running.has(job.key)) continue;
        const fits = together?.fits(job.key) === true;
        if (fits && gathering) continue;
        if (!fits && taken.length > 0) continue;
        taken.push(job);
        if (!fits || taken.length === together?.most) break;
      }
      for (const { key } of taken) queue.delete(key);
      if (taken.length > 0) return taken;
    }
    return [];
  }

  function begin(jobs: readonly Job<T>[]): void {
    const shared = jobs.length > 1 || together?.fits(jobs[0]?.key ?? '') === true;
    free -= 1;
    if (shared) gathering = true;
    for (const job of jobs) running.set(job.key, job.promise);
    void doAll(jobs).finally(() => {
      free += 1;
      if (shared) gathering = false;
      plan();
    });
  }

  async function doAll(jobs: readonly Job<T>[]): Promise<void> {
    const done = jobs.length > 1 ? await together?.work(jobs.map(({ key }) => key)).catch(() => null) : null;
    await Promise.all(jobs.map(async ({ key, promise, resolve }) => {
      const found = done?.get(key);
      resolve(found === undefined ? work(key) : found);
      await promise.catch(() => undefined);
      running.delete(key);
    }));
  }

  function plan(): void {
    if (planned || free === 0 || hurried.size + patient.size === 0) return;
    planned = true;
    // With others to go with, at the end of this turn of the event loop, so that all who come in it are there.
    (together ? setImmediate : queueMicrotask)(() => {
      planned = false;
      while (free > 0) {
        const jobs = takeNext();
        if (jobs.length === 0) return;
        begin(jobs);
      }
    });
  }

  return {
    run(key, options) {
      const waiting = hurried.get(key) ?? patient.get(key);
      const { promise, resolve } = waiting ?? Promise.withResolvers<T>();
      const job = waiting ?? { key, promise, resolve };
      if (options?.urgent) {
        patient.delete(key);
        hurried.set(key, job);
      } else if (!waiting) {
        patient.set(key, job);
      }
      plan();
      return promise;
    },
    async idle() {
      while (running.size + hurried.size + patient.size > 0) {
        await Promise.allSettled([...running.values(), ...[...hurried.values(), ...patient.values()].map(({ promise }) => promise)]);
      }
    },
  };
}
