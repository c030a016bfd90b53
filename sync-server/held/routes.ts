import { Hono, type Context } from 'hono';
import type { Actor } from '../../schema/actor.ts';
import { heldAnswer, heldCount } from '../../schema/held-requests.ts';
import { can } from '../../schema/roles.ts';
import { audit } from '../audit/audit.ts';
import { HttpError } from '../http/http-error.ts';
import { requireSession, type SessionEnv, type SessionReader } from '../http/session-guard.ts';
import { readActor } from '../identity/actor.ts';
import type { Database, Queries } from '../record/database.ts';
import { countHeld, readHeld } from './read-held.ts';

/** What waits for an administrator (R10): no view, because nobody's device is to keep other people's words. */
export function heldRoutes({ database, sessions }: { readonly database: Database; readonly sessions: SessionReader }): Hono {
  const routes = new Hono<SessionEnv>();

  routes.get('/api/held', requireSession(sessions, 'staff'), async (c) => {
    const answer = await database.transaction(async (tx) => {
      const actor = await administratorOf(c, tx);
      const page = await readHeld(tx, actor, c.req.query('cursor'));
      // Whose words were read, each by itself: reading them is an act.
      for (const { id, patient, type } of page.held) {
        await audit(tx, { clinic: actor.clinic, account: actor.account, who: actor.name, action: 'held.read', patient: patient?.id ?? null, subject: id, detail: { type } });
      }
      return page;
    });
    c.header('Cache-Control', 'no-store');
    return c.json(heldAnswer.parse(answer));
  });

  routes.get('/api/held/count', requireSession(sessions, 'staff'), async (c) => {
    const actor = await administratorOf(c, database);
    c.header('Cache-Control', 'no-store');
    return c.json(heldCount.parse({ count: await countHeld(database, actor.clinic) }));
  });

  return new Hono().route('/', routes);
}

async function administratorOf(c: Context<SessionEnv>, q: Queries): Promise<Actor> {
  const actor = await readActor(q, c.get('session').account);
  if (actor === null) throw new HttpError(401, 'session.none', 'Sign in first.');
  if (!can(actor, 'admin.held')) {
    throw new HttpError(403, 'permission.missing', 'This account lacks the right. An administrator of the clinic can add it.', { permission: 'admin.held' });
  }
  return actor;
}
