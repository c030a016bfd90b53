import { sql } from 'drizzle-orm';
import type { Log } from '../log.ts';
import type { Database } from '../record/database.ts';
import { liveChannel } from './grants.ts';
import type { LiveKit } from './livekit-at.ts';
import { dropPerson, dropRoom } from './rooms.ts';

const POLL_MS = 2000;
const BATCH = 20;
/** Longer than LiveKit is waited for: a taken row that comes up again means that its taker died. */
const LEASE_MS = 30_000;
const RETRY_MS = [1000, 5000, 30_000, 120_000];
/** LiveKit's rooms live in its memory: what it has not heard for so long is gone with them. */
const FORGET_MS = 48 * 3_600_000;

interface Errand { readonly id: number; readonly room: string; readonly identity: string | null; readonly tries: number; readonly stale: boolean }

export interface Errands {
  /** Runs what is due now; concurrent calls share one round. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

/** Tells LiveKit what transactions left for it (`live_errand`), at a hint and every 2 s, for ever until it has heard. */
export function startErrands({ database, livekit, log, pollMs = POLL_MS }: { readonly database: Database; readonly livekit: LiveKit; readonly log: Log; readonly pollMs?: number }): Errands {
  let running: Promise<void> | null = null;
  let again = false;
  let closed = false;

  /** In a short statement of its own: PGlite's one connection must not wait for LiveKit. */
  function takeDue(): Promise<Errand[]> {
    return database.query<Errand>(sql`
      with due as (select id from live_errand where next_try_at <= now() order by id limit ${BATCH} for update skip locked)
      update live_errand e set tries = e.tries + 1, next_try_at = now() + ${LEASE_MS} * interval '1 millisecond' from due where e.id = due.id
      returning e.id, e.room, e.identity, e.tries, e.made_at < now() - ${FORGET_MS} * interval '1 millisecond' as stale`);
  }

  async function run({ id, room, identity, tries, stale }: Errand): Promise<void> {
    const at = livekit.at();
    try {
      if (!stale) {
        if (at === null) throw new Error('LiveKit does not run');
        await (identity === null ? dropRoom(at, room) : dropPerson(at, room, identity));
      }
      await database.query(sql`delete from live_errand where id = ${id}`);
    } catch (error) {
      log.warn({ err: error, room, tries }, 'LiveKit did not take an errand; it is told again');
      const wait = RETRY_MS[Math.min(tries, RETRY_MS.length) - 1] ?? LEASE_MS;
      await database.query(sql`update live_errand set next_try_at = now() + ${wait} * interval '1 millisecond' where id = ${id}`);
    }
  }

  async function round(): Promise<void> {
    while (!closed) {
      again = false;
      const due = await takeDue();
      await Promise.all(due.map(run));
      if (due.length === 0 && !again) return;
    }
  }

  function drain(): Promise<void> {
    again = true;
    running ??= round()
      .catch((error: unknown) => log.error({ err: error }, 'LiveKit was not told; again within 2 s'))
      .finally(() => {
        running = null;
      });
    return running;
  }

  // Without a LiveKit nobody ever came into a room, and there is nobody to tell.
  if (!livekit.configured) return { drain: () => Promise.resolve(), close: () => Promise.resolve() };
  const timer = setInterval(() => void drain(), pollMs);
  timer.unref();
  const listening = database.listen(liveChannel, () => void drain()).catch((error: unknown) => {
    log.warn({ err: error }, 'No hints for LiveKit; the 2 s poll remains');
    return () => Promise.resolve();
  });
  void listening.then(drain);

  return {
    drain,
    async close() {
      closed = true;
      clearInterval(timer);
      await (await listening)();
      await running;
    },
  };
}
