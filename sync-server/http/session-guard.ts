import type { MiddlewareHandler } from 'hono';
import { HttpError } from './http-error.ts';

/** As identity's sessions give it. */
export interface GuardedSession {
  readonly id: string;
  readonly account: string;
  readonly device: string;
  readonly app: 'staff' | 'patient';
  readonly clinic: string;
}

export interface SessionReader {
  fromCookies(cookieHeader: string | undefined, app: 'staff' | 'patient' | 'any'): Promise<GuardedSession | null>;
}

export interface SessionEnv {
  Variables: { session: GuardedSession };
}

/** 401 without a living session of that app; else `c.get('session')`. Default deny: a route without it is public. */
export function requireSession(sessions: SessionReader, app: 'staff' | 'patient' | 'any' = 'any'): MiddlewareHandler<SessionEnv> {
  return async (c, next) => {
    const session = await sessions.fromCookies(c.req.header('cookie'), app);
    if (session === null) throw new HttpError(401, 'session.none', 'Sign in first.');
    c.set('session', session);
    return next();
  };
}
