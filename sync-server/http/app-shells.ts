import { sql } from 'drizzle-orm';
import { Hono, type Context } from 'hono';
import { html } from 'hono/html';
import type { Database } from '../record/database.ts';
import { answerPage } from './pages.ts';
import type { StaticFiles } from './static-files.ts';

interface Deps {
  readonly database: Database;
  readonly files: StaticFiles;
}

/**
 * Any path of an app is that app's one page; what it shows is the app's matter, offline too. A patient portal exists only
 * for a clinic that does.
 */
export function appShellRoutes({ database, files }: Deps): Hono {
  const routes = new Hono();

  const shell = async (c: Context, path: string): Promise<Response> =>
    files.answer(c, path) ?? answerPage(c, 503, 'Not built', html`<h1>The apps are not built yet</h1><p>Run <strong>npm run build</strong> (npm start does it) and start again.</p>`);

  routes.get('/staff', (c) => c.redirect('/staff/', 308));
  routes.get('/staff/*', (c) => shell(c, 'staff/index.html'));
  // The addresses staff know from the sources.
  for (const area of ['portal', 'live']) {
    routes.get(`/${area}`, (c) => c.redirect(`/staff/${area}`, 308));
    routes.get(`/${area}/*`, (c) => c.redirect(`/staff${c.req.path}`, 308));
  }

  routes.get('/c/:suffix', (c) => c.redirect(`/c/${encodeURIComponent(c.req.param('suffix'))}/`, 308));
  routes.get('/c/:suffix/*', async (c) => {
    const known = await database.query(sql`select 1 from clinic where suffix = ${c.req.param('suffix')}`);
    if (known.length > 0) return shell(c, 'patient/index.html');
    return answerPage(c, 404, 'No such clinic', html`<h1>There is no clinic at this address</h1><p>Look at the address your clinic gave you, letter by letter.</p>`);
  });
  return routes;
}
