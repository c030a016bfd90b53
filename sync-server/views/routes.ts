import { Hono, type Context } from 'hono';
import { compress } from 'hono/compress';
import { sql } from 'drizzle-orm';
import * as z from 'zod/mini';
import { position, type Position, type viewList } from '../../schema/sync.ts';
import { parseNoteName, parseReadable } from '../../schema/notes.ts';
import { HttpError } from '../http/http-error.ts';
import type { Session, Sessions } from '../identity/sessions.ts';
import { arrayParam, type Database } from '../record/database.ts';
import type { NoteGate } from '../notes/gate.ts';
import { insertViews } from './linear-history.ts';
import { notesFor, viewsFor } from './list.ts';
import { auditOpening, judgeReader, type ReadActor } from './open-view.ts';
import { readPage } from './pages.ts';
import type { LogPage, Projector } from './projector-types.ts';

export interface ViewRouteDeps {
  readonly database: Database;
  readonly projector: Projector;
  readonly notes: Pick<NoteGate, 'ensure'>;
  readonly sessions: Pick<Sessions, 'allFromCookies' | 'touchDevice'>;
  readonly readActor: ReadActor;
  readonly now?: () => number;
}

/** V8: what a page of rows is at most, unless a single row is longer. A device on a slow line asks for less. */
export const PAGE_BYTES = 32 * 1024;
const SMALLEST_PAGE = 1024;

/**
 * GET /api/views and /api/views/<name>. Both take `account`: whose views the device means. A browser shared by two people
 * holds both sessions, and one must never be answered with the other's views.
 */
export function viewRoutes(deps: ViewRouteDeps): Hono {
  const { database, projector, notes, sessions, readActor, now = Date.now } = deps;

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

  async function readRows(account: string, name: string, since: Position | null, maxBytes: number, onScreen: boolean): Promise<LogPage | null> {
    const view = parseReadable(name);
    const note = parseNoteName(name);
    // A view made on demand, or one whose log had a hole, is there at the second try.
    for (let tries = 0; tries < 3; tries += 1) {
      const page = await database.transaction(async (tx) => {
        const actor = await judgeReader(tx, readActor, account, view);
        if (!actor || !view) return 'refused';
        const found = await readPage(tx, name, since, maxBytes);
        if (found === null || found === 'broken') return found;
        // The right may have ended, and rows been committed after that, between the judging and the reading (V5).
        if (found.rows.length > 0 && !(await judgeReader(tx, readActor, account, view))) return 'refused';
        const opens = onScreen || since === null || since.seq === 0;
        if (opens || found.reset) await auditOpening(tx, actor, view, onScreen ? 'screen' : 'device');
        return found;
      });
      if (page === 'refused') return null;
      // A view is made anew from the record. A note is the record: what is damaged there is for people.
      if (page === 'broken' && note) throw new HttpError(500, 'note.damaged', 'The history of this note is damaged. Tell whoever runs the server.');
      if (page === 'broken') await projector.rebuild(name);
      else if (page === null && note) await notes.ensure(note);
      else if (page === null) await projector.ensure(name);
      else return page;
    }
    throw new HttpError(503, 'view.late', 'This view is being prepared. Ask again.');
  }

  const app = new Hono();
  app.use('/api/views', compress());
  app.use('/api/views/*', compress());

  app.get('/api/views', async (c) => {
    const session = await requireReader(c);
    await sessions.touchDevice(session);
    c.header('Cache-Control', 'no-store');
    // Read first: a view that moves while we read is listed as behind, never as newer than it is.
    const serverTime = now();
    return c.json({ serverTime, lag: projector.lag(), views: await listViews(session.account) });
  });

  app.get('/api/views/*', async (c) => {
    const session = await requireReader(c);
    const name = decodeName(c.req.path.slice('/api/views/'.length));
    const page = await readRows(session.account, name, readSince(c), readMax(c), c.req.query('screen') === '1');
    c.header('Cache-Control', 'no-store');
    if (!page) throw new HttpError(404, 'view.unknown', 'There is no such view, or it is not yours.');
    return c.json({
      epoch: page.epoch, reset: page.reset, more: page.more, bytesLeft: page.bytesLeft,
      rows: page.rows.map((row) => ({ seq: row.seq, head: row.head, update: Buffer.from(row.update).toString('base64') })),
    });
  });
  return app;
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

function readMax(c: Context): number {
  const asked = Number(c.req.query('max'));
  return Number.isFinite(asked) && asked >= SMALLEST_PAGE ? Math.min(asked, PAGE_BYTES) : PAGE_BYTES;
}
