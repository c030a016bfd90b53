import { sql } from 'drizzle-orm';
import type * as z from 'zod/mini';
import type { sessionList } from '../../schema/identity.ts';
import { audit } from '../audit/audit.ts';
import type { Queries } from '../record/database.ts';
import { accountName } from './account-name.ts';
import { refuseStep, type IdentityDeps, type IdentityRefusal } from './deps.ts';
import { endSessions, sessionEndedChannel, type EndReason } from './end-sessions.ts';
import type { App, Session } from './sessions.ts';

/** The account's open sessions, wherever they are, newest first. */
export async function listSessions(q: Queries, session: Session): Promise<z.infer<typeof sessionList>> {
  const rows = await q.query<{ id: string; app: App; device: string; started_at: number; active_at: number }>(sql`
    select s.id, s.app, d.name as device, s.started_at, s.active_at from session s join device d on d.id = s.device_id
    where s.account_id = ${session.account} and s.ended_at is null order by s.started_at desc`);
  return {
    sessions: rows.map((row) => ({
      id: row.id, app: row.app, device: row.device, startedAt: row.started_at, lastSeenAt: row.active_at, current: row.id === session.id,
    })),
  };
}

/** Ends the session here. What waits on the device is still delivered: the signature says who asks (R11). */
export async function signOut(deps: IdentityDeps, session: Session): Promise<void> {
  await end(deps, session, { only: session.id }, 'signedOut');
}

/** One's own session elsewhere, or here. Another account's looks like none. */
export async function endOwnSession(deps: IdentityDeps, session: Session, target: string): Promise<IdentityRefusal | null> {
  return (await end(deps, session, { only: target }, 'byOwner')) ? null : refuseStep('session.unknown');
}

/** Every session of the account but this one, also those a device's copy of the list does not know of yet. */
export async function endOtherSessions(deps: IdentityDeps, session: Session): Promise<void> {
  await end(deps, session, { except: session.id }, 'byOwner');
}

async function end(deps: IdentityDeps, { account, clinic, id }: Session, which: { readonly only: string } | { readonly except: string }, why: EndReason): Promise<boolean> {
  const ended = await deps.database.transaction(async (tx) => {
    const done = await endSessions(tx, account, why, { ...which, at: deps.clock() });
    const who = done.length > 0 ? await accountName(tx, account) : '';
    for (const { session } of done) await audit(tx, { clinic, account, who, action: `session.${why}`, detail: { session, from: id } });
    return done.length > 0;
  });
  if (ended) await deps.database.notify(sessionEndedChannel, '');
  return ended;
}
