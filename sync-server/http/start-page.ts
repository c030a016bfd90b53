import { sql } from 'drizzle-orm';
import { Hono } from 'hono';
import { html } from 'hono/html';
import type { Database } from '../record/database.ts';
import { answerPage, pageStyles } from './pages.ts';

interface Deps {
  readonly database: Database;
  readonly demo: boolean;
}

interface ClinicLine { readonly suffix: string; readonly name: string }

/**
 * GET /: where to go. A demo record names its clinics; a real one names none, each clinic tells its patients its own
 * address.
 */
export function startPageRoutes({ database, demo }: Deps): Hono {
  const routes = new Hono();
  routes.get('/', async (c) => {
    const clinics = demo ? await database.query<ClinicLine>(sql`select suffix, name from clinic order by name desc`) : [];
    const intro = demo
      ? html`<p>This is a demo with invented people. Who can sign in, and the codes that would go to phones, stand in the <a href="/dev/outbox">outbox</a>.</p>`
      : html`<p>Patients: your clinic has told you its own address. Staff sign in here.</p>`;
    return answerPage(c, 200, 'Outpost', html`
      <h1>Outpost</h1>
      ${intro}
      <h2>Staff</h2>
      <p class="acts"><a href="/staff/">Sign in as staff</a></p>
      ${clinics.length === 0 ? '' : html`<h2>Patients</h2>
      <ul class="cards">${clinics.map(({ suffix, name }) => html`<li>
        <div class="head"><img src="/c/${suffix}/icon.svg" alt="" width="40" height="40" /><strong>${name}</strong></div>
        <div class="acts"><a href="/c/${suffix}/">Open the patient portal of ${name}</a></div>
      </li>`)}</ul>`}`);
  });
  routes.get('/page.css', (c) => c.body(pageStyles, 200, { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'no-cache' }));
  return routes;
}
