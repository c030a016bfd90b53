import { Hono, type Context } from 'hono';
import type { Actor } from '../../schema/actor.ts';
import { oneTimePasswordAnswer, patientSearchAnswer } from '../../schema/patient-search.ts';
import type { Refusal } from '../../schema/outcome.ts';
import { can } from '../../schema/roles.ts';
import { audit } from '../audit/audit.ts';
import { HttpError } from '../http/http-error.ts';
import { requireSession, type SessionEnv, type SessionReader } from '../http/session-guard.ts';
import { readActor } from '../identity/actor.ts';
import type { Seal } from '../identity/seal.ts';
import type { Database, Queries } from '../record/database.ts';
import { makeOneTimePassword } from './one-time-password.ts';
import { searchPatients } from './search.ts';

interface Deps { readonly database: Database; readonly seal: Seal; readonly sessions: SessionReader }

/** What staff ask about patients outside views and requests: the search of the whole record, and what may not be kept. */
export function patientRoutes({ database, seal, sessions }: Deps): Hono {
  const routes = new Hono<SessionEnv>();

  routes.get('/api/patients', requireSession(sessions, 'staff'), async (c) => {
    const actor = await actorOf(c, database);
    if (!can(actor, 'patient.read')) throw refused({ code: 'permission.missing', params: { permission: 'patient.read' } });
    const typed = c.req.query('q') ?? '';
    const answer = await searchPatients(database, seal, actor.clinic, { typed, cursor: c.req.query('cursor'), active: c.req.query('portal') === 'active' });
    // Whom they saw, not what they typed: that may be a national id.
    await database.transaction((tx) => audit(tx, {
      clinic: actor.clinic, account: actor.account, who: actor.name, action: 'patient.search', detail: { found: [...answer.found, ...answer.close].map(({ id }) => id) },
    }));
    c.header('Cache-Control', 'no-store');
    return c.json(patientSearchAnswer.parse(answer));
  });

  routes.post('/api/patients/:id/one-time-password', requireSession(sessions, 'staff'), async (c) => {
    const answer = await database.transaction(async (tx) => makeOneTimePassword(tx, await actorOf(c, tx, true), c.req.param('id')));
    if ('code' in answer) throw refused(answer);
    c.header('Cache-Control', 'no-store');
    return c.json(oneTimePasswordAnswer.parse(answer));
  });

  return new Hono().route('/', routes);
}

/** @param lock for what changes something: whose right is just ending comes before that, or after it and not at all */
async function actorOf(c: Context<SessionEnv>, q: Queries, lock = false): Promise<Actor> {
  const actor = await readActor(q, c.get('session').account, lock);
  if (actor === null) throw new HttpError(401, 'session.none', 'Sign in first.');
  return actor;
}

const statuses: Readonly<Record<string, 403 | 404 | 409>> = { 'permission.missing': 403, 'patient.unknown': 404, 'activation.notActive': 409 };
const messages: Readonly<Record<string, string>> = {
  'permission.missing': 'This account lacks the right. An administrator of the clinic can add it.',
  'patient.unknown': 'There is no such patient at this clinic.',
  'activation.notActive': 'This patient has no portal access. Activate it first.',
};

function refused({ code, params }: Refusal): HttpError {
  return new HttpError(statuses[code] ?? 409, code, messages[code] ?? 'This could not be done.', params);
}
