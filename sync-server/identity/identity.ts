import type { Hono } from 'hono';
import type { Database } from '../record/database.ts';
import type { IdentityDeps } from './deps.ts';
import { identityRoutes } from './routes.ts';
import { createSeal, type Seal } from './seal.ts';
import { createSessions, type Sessions } from './sessions.ts';

export interface Identity {
  readonly seal: Seal;
  readonly sessions: Sessions;
  /** To be mounted at /api/identity, behind the Origin check. */
  readonly routes: Hono;
  close(): Promise<void>;
}

/** Longer than the work of a match takes, on a slow database too. */
const ANSWER_FLOOR_MS = 300;

export function createIdentity(given: {
  readonly database: Database;
  readonly secret: string;
  /** OUTPOST_ORIGIN. */
  readonly origin?: string | null;
  /** OUTPOST_PROXIES. */
  readonly proxies?: number;
  readonly clock?: () => number;
  readonly answerFloorMs?: number;
  readonly onError?: (error: unknown) => void;
  /** Off in tests that drive `sessions.sweep` themselves. */
  readonly timers?: boolean;
}): Identity {
  const { database, clock = Date.now, answerFloorMs = ANSWER_FLOOR_MS } = given;
  const seal = createSeal(given.secret);
  const sessions = createSessions({
    database, clock, ...(given.onError ? { onError: given.onError } : {}), ...(given.timers === undefined ? {} : { timers: given.timers }),
  });
  const deps: IdentityDeps = { database, seal, sessions, origin: given.origin ?? null, proxies: given.proxies ?? 0, clock, answerFloorMs };
  return { seal, sessions, routes: identityRoutes(deps), close: () => sessions.close() };
}
