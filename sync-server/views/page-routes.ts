import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { pageHash } from '../../schema/pages.ts';
import { parseViewName } from '../../schema/view-kinds.ts';
import { HttpError } from '../http/http-error.ts';
import type { Sessions } from '../identity/sessions.ts';
import type { Database } from '../record/database.ts';
import { auditOpening, judgeReader, type ReadActor } from './open-view.ts';
import { readSealed } from './sealed-pages.ts';

/**
 * GET /api/pages/<hash>?view=<name>&account=<whose> (V6): judged each time as the view is, before and after the reading. Not
 * theirs, not there, not this view's, no hash at all: one answer. Kept by the device's own store alone, which each account
 * has for itself, and by no cache of the browser, which they share.
 */
export function pageRoutes(deps: { readonly database: Database; readonly sessions: Pick<Sessions, 'allFromCookies'>; readonly readActor: ReadActor }): Hono {
  const { database, sessions, readActor } = deps;
  const app = new Hono();
  app.use('/api/pages/*', compress());
  app.get('/api/pages/:hash', async (c) => {
    const asked = c.req.query('account');
    const session = (await sessions.allFromCookies(c.req.header('cookie'))).find((it) => asked === undefined || it.account === asked);
    if (!session) throw new HttpError(401, 'session.none', 'Sign in first.');
    const view = parseViewName(c.req.query('view') ?? '');
    const hash = pageHash.safeParse(c.req.param('hash'));
    const onScreen = c.req.query('screen') === '1';
    const body = await database.transaction(async (tx) => {
      const actor = await judgeReader(tx, readActor, session.account, view);
      if (!actor || !view || !hash.success) return null;
      const found = await readSealed(tx, view.name, hash.data);
      if (found === null || !(await judgeReader(tx, readActor, session.account, view))) return null;
      await auditOpening(tx, actor, view, onScreen ? 'screen' : 'device');
      return found;
    });
    c.header('Cache-Control', 'no-store');
    if (body === null) throw new HttpError(404, 'page.unknown', 'There is no such page, or it is not yours.');
    return c.body(body, 200, { 'Content-Type': 'application/json; charset=UTF-8' });
  });
  return app;
}
