import { Hono, type Context } from 'hono';
import { compress } from 'hono/compress';
import { sql } from 'drizzle-orm';
import * as z from 'zod/mini';
import { viewsAsked, type viewsAnswer } from '../../schema/many-views.ts';
import { position, type Position, type viewList } from '../../schema/sync.ts';
import { HttpError } from '../http/http-error.ts';
import type { Session, Sessions } from '../identity/sessions.ts';
import { readJson } from '../http/read-json.ts';
import { arrayParam } from '../record/database.ts';
import { insertViews } from './linear-history.ts';
import { notesFor, viewsFor } from './list.ts';
import { bytesOf, frameAnswer, listChanges, type PageOfMany } from './many-pages.ts';
import { createRowReader, type RowReaderDeps } from './read-rows.ts';

export interface ViewRouteDeps extends RowReaderDeps {
  readonly sessions: Pick<Sessions, 'allFromCookies' | 'touchDevice'>;
  readonly now?: () => number;
}

/** V8: what a page of rows is at most, unless a single row is longer. A device on a slow line asks for less. */
export const PAGE_BYTES = 32 * 1024;
const SMALLEST_PAGE = 1024;
/** 64 views by name and position, and the marks of 4,000. */
const MAX_ASKED_BYTES = 64 * 1024;

/**
 * GET and POST /api/views, and GET /api/views/<name>. All take `account`: whose views the device means. A browser shared by two people
 * holds both sessions, and one must never be answered with the other's views.
 */
export function viewRoutes(deps: ViewRouteDeps): Hono {
  const { database, projector, sessions, readActor, now = Date.now } = deps;

  async function requireReader(c: Context): Promise<Session> {
    const asked = c.req.query('account');
    const found = await sessions.allFromCookies(c.req.header('cookie'));
    const session = found.find((it) => asked === undefined || it.account === asked);
    if (!session) throw new HttpError(401, 'session.none', 'Sign in first.');
    return session;
  }

  async function listViews(account: string): Promise<z.infer<typeof viewList>['views']> {
    const actor = await readActor(database, account);
    if (!actor) throw new HttpError(401, 'session.none', 'Sign in first.');
    const names = await viewsFor(database, actor);
    const read = () => database.query<z.infer<typeof viewList>['views'][number]>(
      sql`select name, epoch, seq, left(head, 12) as head, bytes from view where name = any(${arrayParam(names)})`);
    let rows = await read();
    if (rows.length < names.length) {
      const known = new Set(rows.map((row) => row.name));
      await insertViews(database, names.filter((name) => !known.has(name)));
      void projector.drain();
      rows = await read();
    }
    const byName = new Map(rows.map((row) => [row.name, row]));
    return [...names.flatMap((name) => byName.get(name) ?? []), ...await notesFor(database, actor, names)];
  }

  const readRows = createRowReader(deps);
  const app = new Hono();
  app.use('/api/views', compress({ contentTypeFilter: /^application\/(?:json|octet-stream)/ }));
  app.use('/api/views/*', compress());

  app.get('/api/views', async (c) => {
    const session = await requireReader(c);
    await sessions.touchDevice(session);
    c.header('Cache-Control', 'no-store');
    // Read first: a view that moves while we read is listed as behind, never as newer than it is.
    const serverTime = now();
    return c.json({ serverTime, lag: projector.lag(), views: await listViews(session.account) });
  });

  // What `GET /api/views` and the pages of many views say, in one exchange: on a slow line each exchange is a second.
  app.post('/api/views', async (c) => {
    const session = await requireReader(c);
    const asked = await readJson(c, viewsAsked, MAX_ASKED_BYTES);
    c.header('Cache-Control', 'no-store');
    const serverTime = now();
    const lag = projector.lag();
    if (asked.seen !== undefined) await sessions.touchDevice(session);
    const list = asked.seen === undefined ? undefined : listChanges(await listViews(session.account), asked.seen);
    const pages: PageOfMany[] = [];
    const refused: z.infer<typeof viewsAnswer>['refused'] = [];
    let left = readMax(asked.rows?.max);
    for (const [of, { name, at = null, screen = false }] of asked.rows?.of.entries() ?? []) {
      if (left <= 0) break;
      const page = await readRows(session.account, name, { since: at, maxBytes: left, onScreen: screen, mustFit: pages.length > 0 }).catch(laterIfOurs);
      if (page === 'full') break;
      if (page === null || page === 'later') refused.push({ of, why: page ?? 'unknown' });
      else pages.push({ of, since: at, page });
      if (page && page !== 'later') left -= bytesOf(page.rows);
    }
    const words = { serverTime, lag, ...(list ? { list } : {}), refused };
    return c.body(frameAnswer(words, pages), 200, { 'Content-Type': 'application/octet-stream' });
  });

  app.get('/api/views/*', async (c) => {
    const session = await requireReader(c);
    const name = decodeName(c.req.path.slice('/api/views/'.length));
    const page = await readRows(session.account, name, { since: readSince(c), maxBytes: readMax(c.req.query('max')), onScreen: c.req.query('screen') === '1' });
    c.header('Cache-Control', 'no-store');
    if (!page || page === 'full') throw new HttpError(404, 'view.unknown', 'There is no such view, or it is not yours.');
    return c.json({
      epoch: page.epoch, reset: page.reset, more: page.more, bytesLeft: page.bytesLeft,
      rows: page.rows.map((row) => ({ seq: row.seq, head: row.head, update: Buffer.from(row.update).toString('base64') })),
    });
  });
  return app;
}

/** One view that cannot be given now leaves the others alone. */
function laterIfOurs(error: unknown): 'later' {
  if (error instanceof HttpError) return 'later';
  throw error;
}

function decodeName(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return '';
  }
}

const sinceQuery = z.object({ epoch: position.shape.epoch, seq: z.pipe(z.string().check(z.regex(/^\d{1,15}$/)), z.transform(Number)), head: position.shape.head });

/** What is no position is no history we know: the device gets the rows from the beginning. */
function readSince(c: Context): Position | null {
  const parsed = sinceQuery.safeParse({ epoch: c.req.query('epoch'), seq: c.req.query('seq'), head: c.req.query('head') });
  return parsed.success ? parsed.data : null;
}

function readMax(said: unknown): number {
  const asked = Number(said);
  return Number.isFinite(asked) && asked >= SMALLEST_PAGE ? Math.min(asked, PAGE_BYTES) : PAGE_BYTES;
}
