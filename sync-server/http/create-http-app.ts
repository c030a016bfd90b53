import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { html } from 'hono/html';
import { WEBHOOK_PATH } from '../livekit/webhook.ts';
import type { Log } from '../log.ts';
import { answerError, HttpError } from './http-error.ts';
import type { Metrics } from './metrics.ts';
import { checkOrigin, type Origins } from './origins.ts';
import { answerPage } from './pages.ts';
import { securityHeaders } from './security-headers.ts';

interface Deps {
  readonly origins: Origins;
  readonly metrics: Metrics;
  readonly log: Log;
  /** Asked in this order; the first that has the path answers. */
  readonly routes: readonly Hono[];
}

/** What every answer goes through: time, headers, Host, Origin, routes, and an error that says what to do. */
export function createHttpApp({ origins, metrics, log, routes }: Deps): Hono {
  const app = new Hono();
  app.use(metrics.timeRequests, securityHeaders(origins), checkHost(origins), checkText, unlessSigned(checkOrigin(origins)));
  for (const one of routes) app.route('/', one);
  app.notFound((c) => answerMissing(c));
  app.onError((error, c) => answerFailure(c, error, log));
  return app;
}

/** Asked by programs, which have no Origin and sign what they send: the route judges that. A page has one, and is judged by it. */
const signed = new Set([WEBHOOK_PATH]);
/** Asked by load balancers and by those under whatever name they have for us. */
const nameless = new Set(['/healthz', '/metrics', ...signed]);

const unlessSigned = (check: MiddlewareHandler): MiddlewareHandler => (c, next) => (signed.has(c.req.path) && c.req.header('origin') === undefined ? next() : check(c, next));

function checkHost(origins: Origins): MiddlewareHandler {
  return async (c, next) => {
    const host = c.req.header('host');
    if (nameless.has(c.req.path) || origins.isOurHost(host)) return next();
    if (wantsPage(c)) return answerPage(c, 421, 'Another address', html`<h1>Outpost has another address</h1><p>${origins.otherName}</p>`);
    throw new HttpError(421, 'http.foreignHost', origins.otherName);
  };
}

/** Postgres has no NUL in its texts, so nothing of ours is named with one; asked for, it would be an error of the record's. */
const checkText: MiddlewareHandler = async (c, next) => {
  if (!c.req.url.includes('%00')) return next();
  throw new HttpError(400, 'http.notText', 'An address with a NUL character in it names nothing.');
};

function answerMissing(c: Context): Response | Promise<Response> {
  if (wantsPage(c)) return answerPage(c, 404, 'No such page', html`<h1>There is no such page</h1><p><a href="/">Go to the start page</a></p>`);
  return answerError(c, new HttpError(404, 'http.notFound', `${c.req.method} ${c.req.path.slice(0, 100)} is not known here. /api/openapi.json lists what is.`));
}

function answerFailure(c: Context, error: Error, log: Log): Response | Promise<Response> {
  if (error instanceof HttpError) return answerError(c, error);
  if (error instanceof HTTPException) return answerError(c, new HttpError(error.status as 400, 'http.refused', error.message));
  log.error({ err: error, method: c.req.method, route: c.req.routePath }, 'An answer failed');
  if (wantsPage(c)) return answerPage(c, 500, 'Failed', html`<h1>That did not work</h1><p>The fault is on this side. Try again in a minute.</p>`);
  return answerError(c, new HttpError(500, 'http.failed', 'The fault is on this side. What was not answered is not done: try again.'));
}

function wantsPage(c: Context): boolean {
  return c.req.method === 'GET' && !c.req.path.startsWith('/api/') && /\btext\/html\b/.test(c.req.header('accept') ?? '');
}
