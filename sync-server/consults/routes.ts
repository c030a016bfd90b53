import { sql } from 'drizzle-orm';
import { Hono } from 'hono';
import { presenceSign } from '../../schema/live-routes.ts';
import { HttpError } from '../http/http-error.ts';
import { readJson } from '../http/read-json.ts';
import { requireSession, type SessionEnv, type SessionReader } from '../http/session-guard.ts';
import { readActor } from '../identity/actor.ts';
import { instantParam, type Database } from '../record/database.ts';

interface Deps { readonly database: Database; readonly sessions: SessionReader; readonly clock?: () => number }

const MAX_BYTES = 4 * 1024;

/** What a waiting screen says outside requests. */
export function consultRoutes({ database, sessions, clock = Date.now }: Deps): Hono {
  const routes = new Hono<SessionEnv>();

  routes.post('/api/consults/:id/presence', requireSession(sessions, 'any'), async (c) => {
    const { here } = await readJson(c, presenceSign, MAX_BYTES);
    await database.transaction(async (tx) => {
      const actor = await readActor(tx, c.get('session').account, true);
      const [consult] = await tx.query<{ patient_id: string }>(sql`select patient_id from consult where id = ${c.req.param('id')} and clinic_id = ${actor?.clinic ?? ''}`);
      if (!actor || !actor.reaches.some(({ patient }) => patient === consult?.patient_id)) throw new HttpError(404, 'consult.unknown', 'There is no such visit for you. Open your bookings again.');
      // Who closes the page may be back in a moment: only time says that they left.
      if (here) await tx.query(sql`update consult set presence_at = ${instantParam(clock())} where id = ${c.req.param('id')} and state = 'waiting'`);
    });
    c.header('Cache-Control', 'no-store');
    return c.body(null, 204);
  });

  return new Hono().route('/', routes);
}
