import { sql } from 'drizzle-orm';
import { viewName } from '../../schema/view-names.ts';
import { instantParam, type Queries, type Tx } from '../record/database.ts';
import { touch } from '../record/touch.ts';

export type EndReason = 'signedOut' | 'replaced' | 'idle' | 'byOwner' | 'account';

export interface EndedSession {
  readonly session: string;
  readonly account: string;
  readonly why: EndReason;
}

/** Says "look now" to every instance; the poll finds what the hint missed. */
export const sessionEndedChannel = 'session_ended';

/**
 * Ends the account's open sessions, in the transaction of what made it necessary: a changed password, a block, changed
 * roles. Open sockets hear of it through `Sessions.onEnded` within 2 s of the commit. Delivery does not end (R11).
 *
 * @param options.only this session and no other
 * @param options.except every session but this one
 */
export async function endSessions(
  tx: Tx, account: string, why: EndReason, options: { readonly only?: string; readonly except?: string; readonly at?: number } = {},
): Promise<EndedSession[]> {
  const at = options.at ?? Date.now();
  const ended = await tx.query<{ id: string }>(sql`
    update session set ended_at = ${instantParam(at)}, ended_why = ${why}
    where account_id = ${account} and ended_at is null
      and (${options.only ?? null}::text is null or id = ${options.only ?? null})
      and (${options.except ?? null}::text is null or id <> ${options.except ?? null})
    returning id`);
  await touch(tx, ended.map(({ id }) => ({ view: viewName.account(account), section: 'sessions', entry: id })));
  if (ended.length > 0) await hintEnded(tx);
  return ended.map(({ id }) => ({ session: id, account, why }));
}

/** In a transaction Postgres sends it at the commit, and never if there is none. */
export async function hintEnded(q: Queries): Promise<void> {
  await q.query(sql`select pg_notify(${sessionEndedChannel}, '')`);
}
