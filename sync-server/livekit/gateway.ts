import { Hono } from 'hono';
import { createLimitedEvents } from '../audit/limited-events.ts';
import type { Metrics } from '../http/metrics.ts';
import type { Origins } from '../http/origins.ts';
import type { Upgrade, Upgrades } from '../http/upgrades.ts';
import type { Sessions } from '../identity/sessions.ts';
import type { Log } from '../log.ts';
import type { Database } from '../record/database.ts';
import type { Errands } from './errands.ts';
import { endOfSessions, liveChannel, type PresenceChanged } from './grants.ts';
import type { LiveKit, LiveKitAt } from './livekit-at.ts';
import { pipeSocket } from './pipe-socket.ts';
import { createDoor, endedOf, type Verdict } from './take-grant.ts';
import { readToken, type ReadToken } from './tokens.ts';

export interface GatewayDeps {
  readonly upgrades: Upgrades;
  readonly database: Database;
  readonly livekit: LiveKit;
  readonly errands: Pick<Errands, 'drain'>;
  readonly sessions: Pick<Sessions, 'allFromCookies' | 'onEnded' | 'touchActivity'>;
  readonly origins: Pick<Origins, 'isOurs'>;
  readonly changed: PresenceChanged;
  readonly log: Log;
  readonly metrics?: Pick<Metrics, 'gauge'>;
  /** How often open sockets are compared with the record; for tests. */
  readonly pollMs?: number;
}

export interface Gateway {
  /** GET /livekit/rtc/validate, and 404 for all else below /livekit. */
  readonly routes: Hono;
  close(): Promise<void>;
}

/** Where livekit-client opens its sockets, and where it asks why one did not open. */
const SOCKET_PATHS: ReadonlySet<string> = new Set(['/rtc', '/rtc/v1']);
const POLL_MS = 2000;
/** LiveKit says goodbye itself within this; then the line is cut. */
const GOODBYE_MS = 500;
/** Who speaks with a clinician is not idle, though they press nothing (C85). */
const ACTIVE_EVERY_MS = 5 * 60_000;
/** What LiveKit has under its own address and no browser needs: their names are not even told apart from others. */
const PREFIX = '/livekit';
/** Both are LiveKit's own; its client knows them. */
const NO_ROOM = 'requested room does not exist';
const WELCOME = 'success';
const PATIENCE_MS = 3000;

/** What LiveKit says; its words quote the token and stay here. */
const validate = (url: URL): Promise<number> => fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) }).then(({ status }) => status, () => 503);

interface OpenLine { grant: string; cut(): void; readonly closed: Promise<void> }

/**
 * The only door to LiveKit's signalling. Refuses: pages of others, tokens that are not ours, expired, for more than joining one
 * room, or without a living grant; a session that is not the grant's; and every other address LiveKit has. Tokens
 * come in addresses: nothing here logs one.
 */
export function openGateway(deps: GatewayDeps): Gateway {
  const { database, livekit, sessions, log } = deps;
  const knock = createDoor(database);
  const stranger = createLimitedEvents({ database, log });
  const lines = new Set<OpenLine>();
  deps.metrics?.gauge('outpost_live_sockets', 'Open sockets to LiveKit', () => lines.size);

  async function judge(at: LiveKitAt, query: URLSearchParams, cookie: string | undefined, enter: ((token: ReadToken) => void) | null): Promise<Verdict> {
    const [text, second] = query.getAll('access_token');
    const token = text === undefined || second !== undefined ? null : await readToken(at, text);
    if (token === null) {
      stranger({ kind: 'live.badToken' });
      return { open: false, why: 'refused' };
    }
    enter?.(token);
    const own = await sessions.allFromCookies(cookie);
    return knock({ token, sessions: own.map(({ id }) => id), enter: enter !== null });
  }

  async function answer(upgrade: Upgrade): Promise<void> {
    const { request, url, refuse } = upgrade;
    const path = url.pathname.slice(PREFIX.length);
    if (!SOCKET_PATHS.has(path)) return refuse('404 Not Found');
    if (!deps.origins.isOurs(request.headers.origin, request.headers.host)) {
      stranger({ kind: 'live.foreignOrigin' });
      return refuse('403 Forbidden');
    }
    // "publish" would let a token in a second time, beside itself and under another name.
    if (url.searchParams.has('publish')) return refuse('400 Bad Request');
    const at = livekit.at();
    if (at === null) return refuse(livekit.configured ? '503 Service Unavailable' : '404 Not Found');
    let close = (): void => undefined;
    const closed = new Promise<void>((resolve) => {
      close = resolve;
    });
    const line: OpenLine = { grant: '', cut: () => refuse('401 Unauthorized'), closed };
    try {
      // Among the open before it is judged: an end that is committed just after finds it there.
      const verdict = await judge(at, url.searchParams, request.headers.cookie, (token) => lines.add(Object.assign(line, { grant: token.grant })));
      if (!verdict.open) return refuse(verdict.why === 'gone' ? '404 Not Found' : '401 Unauthorized');
      const piped = await pipeSocket(upgrade, new URL(`${path}?${url.searchParams.toString()}`, at.url));
      if ('status' in piped) return refuse(`${piped.status} Refused`);
      line.cut = piped.cut;
      const stayActive = keepActive(request.headers.cookie, verdict.session);
      await piped.closed;
      clearInterval(stayActive);
    } finally {
      lines.delete(line);
      close();
    }
  }

  function keepActive(cookie: string | undefined, session: string): NodeJS.Timeout {
    const touch = async (): Promise<void> => {
      const own = (await sessions.allFromCookies(cookie)).find(({ id }) => id === session);
      if (own !== undefined) await sessions.touchActivity(own);
    };
    const again = (): void => void touch().catch((error: unknown) => log.warn({ err: error }, 'A visit was not counted as activity'));
    again();
    return setInterval(again, ACTIVE_EVERY_MS).unref();
  }

  /** At a hint, every 2 s, and when a session ends. */
  function lookForEnded(): () => Promise<void> {
    const look = (): void => void cutEnded().catch((error: unknown) => log.error({ err: error }, 'Ended visits were not looked for; again within 2 s'));
    const timer = setInterval(look, deps.pollMs ?? POLL_MS).unref();
    const listening = database.listen(liveChannel, look).catch((error: unknown) => {
      log.warn({ err: error }, 'No hints of ended visits; the 2 s poll remains');
      return () => Promise.resolve();
    });
    const unlisten = sessions.onEnded(({ session }) => {
      database.transaction((tx) => endOfSessions(tx, deps.changed, session)).catch((error: unknown) => log.error({ err: error }, 'A session ended and its visits did not; again within a minute'));
    });
    return async () => {
      unlisten();
      clearInterval(timer);
      await (await listening)();
    };
  }

  /**
   * Whoever's grant is over: LiveKit is told to let them go, and closes their line after its goodbye, which a browser would not
   * read any more from a line cut at the same moment. What is still open then is cut whatever LiveKit does.
   */
  async function cutEnded(): Promise<void> {
    if (lines.size === 0) return;
    const ended = await endedOf(database, [...new Set([...lines].map(({ grant }) => grant))]);
    if (ended.size === 0) return;
    const going = [...lines].filter(({ grant }) => ended.has(grant));
    const late = new Promise((resolve) => void setTimeout(resolve, GOODBYE_MS));
    await Promise.race([Promise.all([deps.errands.drain(), ...going.map(({ closed }) => closed)]), late]);
    for (const line of going) if (lines.has(line)) line.cut();
  }

  const stopLooking = livekit.configured ? lookForEnded() : null;
  const untake = deps.upgrades.take(PREFIX, (upgrade) => {
    answer(upgrade).catch((error: unknown) => {
      log.error({ err: error }, 'a visit could not be opened');
      upgrade.refuse('503 Service Unavailable');
    });
  });

  const routes = new Hono();
  for (const path of SOCKET_PATHS) {
    routes.get(`${PREFIX}${path}/validate`, async (c) => {
      c.header('Cache-Control', 'no-store');
      const at = livekit.at();
      if (at === null) return c.text(livekit.configured ? 'LiveKit does not answer now' : 'No LiveKit here', livekit.configured ? 503 : 404);
      const query = new URL(c.req.url).searchParams;
      const verdict = await judge(at, query, c.req.header('cookie'), null);
      if (!verdict.open && verdict.why === 'refused') return c.text('This token does not open the room', 401);
      const status = verdict.open ? await validate(new URL(`${path}/validate?${query.toString()}`, at.url)) : 404;
      if (status === 404) return c.text(NO_ROOM, 404);
      return status === 200 ? c.text(WELCOME, 200) : c.text('LiveKit does not let this in now', status === 401 ? 401 : 503);
    });
  }

  return {
    routes,
    async close() {
      untake();
      await stopLooking?.();
      for (const line of lines) line.cut();
    },
  };
}
