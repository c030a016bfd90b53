import type { MiddlewareHandler } from 'hono';
import { HttpError } from './http-error.ts';

/** Which pages may speak to this server, and under which names it answers. */
export interface Origins {
  /** Where people are sent: e-mails, the start page. */
  readonly main: string;
  /** What to tell whoever came by another name. */
  readonly otherName: string;
  /** An `Origin` header of ours? Asked on every POST and every socket upgrade. Absent is no. */
  isOurs(origin: string | null | undefined, host: string | null | undefined): boolean;
  /** A `Host` header of ours? A foreign name that points here (DNS rebinding) is no. */
  isOurHost(host: string | null | undefined): boolean;
}

/**
 * @param configured OUTPOST_ORIGIN. Without it only this machine is served, under whatever local port it was reached by
 *   (a tunnel's port included), and page and server must agree on it.
 */
export function createOrigins(configured: string | null, port: number): Origins {
  if (configured !== null) {
    const { host: ours } = new URL(configured);
    return {
      main: configured,
      otherName: `Outpost is reached at ${configured}. This request came for another name; a proxy in front must pass on the Host header.`,
      isOurs: (origin) => origin === configured,
      isOurHost: (host) => host?.toLowerCase() === ours,
    };
  }
  return {
    main: `http://localhost:${port}`,
    otherName: `Outpost is reached at http://localhost:${port}, on its own machine alone: browsers keep patients' data safe only over https. `
      + 'To open it to a network, put an https proxy in front and set OUTPOST_ORIGIN to its address.',
    isOurs: (origin, host) => isLocalHost(host) && origin === `http://${host?.toLowerCase()}`,
    isOurHost: isLocalHost,
  };
}

export function isLocalHost(host: string | null | undefined): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i.test(host ?? '');
}

/** Refuses anything that writes and does not come from our own pages. */
export function checkOrigin(origins: Origins): MiddlewareHandler {
  return async (c, next) => {
    if (['GET', 'HEAD', 'OPTIONS'].includes(c.req.method) || origins.isOurs(c.req.header('origin'), c.req.header('host'))) return next();
    throw new HttpError(403, 'http.foreignOrigin', `Only pages of ${origins.main} may do this.`);
  };
}
