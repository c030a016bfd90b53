import { sql } from 'drizzle-orm';
import { viewName } from '../../schema/view-names.ts';
import { instantParam, type Database } from '../record/database.ts';
import { touch } from '../record/touch.ts';
import { hintEnded, sessionEndedChannel, type EndedSession, type EndReason } from './end-sessions.ts';
import { createSessionFinder } from './find-session.ts';
import { endDueGrants } from './grants.ts';
import { purgeAttempts } from './limits.ts';
import { purgeChallenges } from './passkey-challenge.ts';
import { purgeSignIns } from './sign-in-row.ts';

export type App = 'staff' | 'patient';

export interface Session {
  readonly id: string;
  readonly account: string;
  readonly device: string;
  readonly app: App;
  readonly clinic: string;
}

export interface PastSession extends Session {
  readonly open: boolean;
  readonly wiped: boolean;
}

/** C85. Inactivity is the person's: see `touchActivity`. */
export const IDLE_MS = 60 * 60_000;
/** How exact "last seen" is in lists. */
const SEEN_EVERY_MS = 60 * 60_000;
const POLL_MS = 1_000;
const SWEEP_MS = 30_000;
/** Endings are looked for this far back: later than any transaction commits, and wider than clocks of instances differ. */
const OVERLAP_MS = 60_000;

export const sessionCookie = (app: App): string => `__Host-${app}`;

export interface Sessions {
  /** Null: none, unknown, ended, idle for an hour, or its account or device may no longer. Reading is not activity. */
  fromCookies(cookieHeader: string | null | undefined, app: App | 'any'): Promise<Session | null>;
  /**
   * Whose session the cookie was, over or not; `open` false when its account or device may no longer, `wiped` when that
   * device was told to drop what it holds. For unlocking and for telling so alone: it reads nothing with it.
   */
  pastFromCookies(cookieHeader: string | null | undefined, app: App): Promise<PastSession | null>;
  /** A browser may hold both apps' sessions: whose requests a carrier may hear the outcome of (R11). */
  allFromCookies(cookieHeader: string | null | undefined): Promise<Session[]>;
  /**
   * The person did something in an unlocked app: another hour. Only POST /api/identity/activity, a sign-in, an unlock and being in
   * a visit by video call this; what an app asks by itself (views, requests being delivered, sockets, the session itself) does not count.
   */
  touchActivity(session: Session): Promise<void>;
  /** The app on this device met us with a session: its key delivers for another 14 days (R11). */
  touchDevice(session: Session): Promise<void>;
  /** Every session that ends, here or on another instance, once: ≤ 2 s after the commit, ≤ 30 s for inactivity. */
  onEnded(listen: (ended: EndedSession) => void): () => void;
  /** What the timers do: poll for endings, end idle sessions and due grants. For tests with a clock of their own. */
  sweep(): Promise<void>;
  close(): Promise<void>;
}

export function cookieValue(header: string | null | undefined, name: string): string | null {
  const found = (header ?? '').split(';').map((pair) => pair.trim()).find((pair) => pair.startsWith(`${name}=`));
  return found === undefined ? null : found.slice(name.length + 1);
}

export function createSessions(deps: {
  readonly database: Database;
  readonly clock?: () => number;
  readonly onError?: (error: unknown) => void;
  /** Off in tests that drive `sweep` themselves. */
  readonly timers?: boolean;
}): Sessions {
  const { database, clock = Date.now, onError = () => undefined } = deps;
  const listeners = new Set<(ended: EndedSession) => void>();
  const told = new Map<string, number>();
  let toldUntil = clock();
  let sweptAt = clock();

  const findByToken = createSessionFinder({ database, idleSince: () => clock() - IDLE_MS });
  async function fromToken(token: string, app: App): Promise<Session | null> {
    const found = await findByToken(token, app);
    return found?.living && found.open ? found.session : null;
  }

  async function fromCookies(header: string | null | undefined, app: App | 'any'): Promise<Session | null> {
    for (const one of app === 'any' ? (['staff', 'patient'] as const) : [app]) {
      const token = cookieValue(header, sessionCookie(one));
      const session = token === null ? null : await fromToken(token, one);
      if (session) return session;
    }
    return null;
  }

  /** Tells each ending once. Looks back over what it has told, because transactions commit out of order. */
  async function poll(): Promise<void> {
    const from = toldUntil - OVERLAP_MS;
    const now = clock();
    const rows = await database.query<{ id: string; account_id: string; ended_why: EndReason; ended_at: number }>(sql`
      select id, account_id, ended_why, ended_at from session where ended_at >= ${instantParam(from)} order by ended_at`);
    toldUntil = now;
    for (const row of rows) {
      if (told.has(row.id)) continue;
      told.set(row.id, row.ended_at);
      for (const listen of listeners) listen({ session: row.id, account: row.account_id, why: row.ended_why });
    }
    for (const [id, at] of told) if (at < from) told.delete(id);
  }

  async function endIdle(): Promise<void> {
    const now = clock();
    await database.transaction(async (tx) => {
      const idle = await tx.query<{ id: string; account_id: string }>(sql`
        update session set ended_at = ${instantParam(now)}, ended_why = 'idle'
        where ended_at is null and active_at < ${instantParam(now - IDLE_MS)} returning id, account_id`);
      await touch(tx, idle.map((row) => ({ view: viewName.account(row.account_id), section: 'sessions', entry: row.id })));
      if (idle.length > 0) await hintEnded(tx);
    });
    await endDueGrants(database, now);
    await purgeAttempts(database, now);
    await purgeChallenges(database, now);
    await purgeSignIns(database, now);
  }

  let running: Promise<void> = Promise.resolve();
  /** One at a time, in order; a failure is reported and the next turn tries again. */
  function run(work: () => Promise<void>): Promise<void> {
    running = running.then(work).catch(onError);
    return running;
  }

  const withTimers = deps.timers ?? true;
  const timer = withTimers ? setInterval(() => {
    const due = clock() - sweptAt >= SWEEP_MS;
    if (due) sweptAt = clock();
    void run(async () => {
      if (due) await endIdle();
      await poll();
    });
  }, POLL_MS) : undefined;
  timer?.unref();
  const unlisten = withTimers ? database.listen(sessionEndedChannel, () => void run(poll)) : undefined;
  unlisten?.catch(onError);

  return {
    fromCookies,
    async pastFromCookies(header, app) {
      const token = cookieValue(header, sessionCookie(app));
      const found = token === null ? null : await findByToken(token, app);
      return found && { ...found.session, open: found.open, wiped: found.wiped };
    },
    async allFromCookies(header) {
      const both = await Promise.all([fromCookies(header, 'staff'), fromCookies(header, 'patient')]);
      return both.filter((session) => session !== null);
    },
    async touchActivity(session) {
      const now = clock();
      await database.transaction(async (tx) => {
        await tx.query(sql`update session set active_at = ${instantParam(now)} where id = ${session.id} and ended_at is null`);
        const seen = await tx.query(sql`
          update session set last_seen_at = ${instantParam(now)}
          where id = ${session.id} and ended_at is null and last_seen_at < ${instantParam(now - SEEN_EVERY_MS)} returning id`);
        if (seen.length > 0) await touch(tx, [{ view: viewName.account(session.account), section: 'sessions', entry: session.id }]);
      });
    },
    async touchDevice(session) {
      const now = clock();
      await database.transaction(async (tx) => {
        const seen = await tx.query(sql`
          update device set last_seen_at = ${instantParam(now)}
          where id = ${session.device} and last_seen_at < ${instantParam(now - SEEN_EVERY_MS)} returning id`);
        if (seen.length > 0) await touch(tx, [{ view: viewName.account(session.account), section: 'devices', entry: session.device }]);
      });
    },
    onEnded(listen) {
      listeners.add(listen);
      return () => void listeners.delete(listen);
    },
    sweep: () => run(async () => {
      await endIdle();
      await poll();
    }),
    async close() {
      clearInterval(timer);
      const stop = await unlisten?.catch(() => undefined);
      await stop?.();
      await running;
    },
  };
}
