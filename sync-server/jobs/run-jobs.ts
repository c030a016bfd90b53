import { sql } from 'drizzle-orm';
import type { Log } from '../log.ts';
import type { Database } from '../record/database.ts';

/** Work that comes round again whoever asks for something or not. May be cut off anywhere and be begun again. */
export interface Job {
  readonly name: string;
  readonly everyMs: number;
  readonly run: () => Promise<unknown>;
}

export interface Jobs {
  /** Begins what is due now, one after another. */
  runDue(): Promise<void>;
  close(): Promise<void>;
}

const LOOK_MS = 60_000;

/**
 * Begins each job once per period over all instances: who moves its row on runs it. A job that fails or is cut off waits
 * for its next period; nothing here may be what a person waits for.
 */
export function startJobs({ database, jobs, log, timers = true }: {
  readonly database: Database;
  readonly jobs: readonly Job[];
  readonly log: Log;
  /** Off in tests that ask themselves. */
  readonly timers?: boolean;
}): Jobs {
  let running: Promise<void> = Promise.resolve();
  let closed = false;

  async function take({ name, everyMs }: Job): Promise<boolean> {
    const taken = await database.query(sql`
      insert into job as j (name, begun_at) values (${name}, now())
      on conflict (name) do update set begun_at = now() where j.begun_at <= now() - ${everyMs} * interval '1 millisecond'
      returning name`);
    return taken.length > 0;
  }

  async function runAll(): Promise<void> {
    for (const job of jobs) {
      if (closed) return;
      try {
        if (await take(job)) await job.run();
      } catch (error) {
        log.error({ err: error, job: job.name }, 'A job failed; it is begun again in its next period');
      }
    }
  }

  function runDue(): Promise<void> {
    running = running.then(runAll);
    return running;
  }

  const timer = timers ? setInterval(() => void runDue(), LOOK_MS).unref() : undefined;
  return {
    runDue,
    async close() {
      closed = true;
      clearInterval(timer);
      await running;
    },
  };
}
