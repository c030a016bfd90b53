import { Hono } from 'hono';
import { messageSearchAnswer } from '../../schema/message-search.ts';
import { can } from '../../schema/roles.ts';
import { audit } from '../audit/audit.ts';
import { HttpError } from '../http/http-error.ts';
import { requireSession, type SessionEnv, type SessionReader } from '../http/session-guard.ts';
import { readActor } from '../identity/actor.ts';
import type { Database } from '../record/database.ts';
import { searchMessages } from './search.ts';

/** What staff look for in messages that are not on their device. */
export function messageRoutes({ database, sessions }: { readonly database: Database; readonly sessions: SessionReader }): Hono {
  const routes = new Hono<SessionEnv>();

  routes.get('/api/messages/search', requireSession(sessions, 'staff'), async (c) => {
    const answer = await database.transaction(async (tx) => {
      const actor = await readActor(tx, c.get('session').account);
      if (actor === null) throw new HttpError(401, 'session.none', 'Sign in first.');
      if (!can(actor, 'portal.message.read')) {
        throw new HttpError(403, 'permission.missing', 'This account lacks the right. An administrator of the clinic can add it.', { permission: 'portal.message.read' });
      }
      const found = await searchMessages(tx, actor, (c.req.query('q') ?? '').slice(0, 200));
      // Whose threads they saw a part of, not what they typed.
      await audit(tx, {
        clinic: actor.clinic, account: actor.account, who: actor.name, action: 'message.search', detail: { found: [...new Set(found.found.map(({ thread }) => thread))] },
      });
      return found;
    });
    c.header('Cache-Control', 'no-store');
    return c.json(messageSearchAnswer.parse(answer));
  });

  return new Hono().route('/', routes);
}
