import { sql } from 'drizzle-orm';
import { audit, securityEvent } from '../audit/audit.ts';
import { accountName } from './account-name.ts';
import { type IdentityDeps, type IdentityRefusal, refuseStep } from './deps.ts';
import { forgetAttempts, limits, takeAttempt } from './limits.ts';
import { verifyPassword } from './password.ts';
import type { Session } from './sessions.ts';

/**
 * The password again, of whoever the session is or was: a locked device opens. Null: it is right. A session that is over
 * stays over, but its password is judged all the same: one that was changed, or whose owner was shut out, opens nothing more.
 */
export async function unlockSession(deps: IdentityDeps, session: Session & { readonly open: boolean }, password: string): Promise<IdentityRefusal | null> {
  const { database } = deps;
  if (!session.open) return refuseStep('unlock.closed');
  const now = deps.clock();
  const key = `unlock:${session.account}`;
  const taken = await database.transaction((tx) => takeAttempt(tx, key, limits.password, now));
  if (!taken.ok) return refuseStep('signIn.locked', { until: taken.until });
  const kept = (await database.query<{ password_hash: string | null }>(sql`select password_hash from account where id = ${session.account}`))[0];
  if (!(await verifyPassword(kept?.password_hash ?? null, password))) {
    await database.transaction(async (tx) => {
      await audit(tx, { clinic: session.clinic, account: session.account, who: await accountName(tx, session.account), action: 'unlock.failed', detail: { device: session.device } });
      if (taken.left === 0) await securityEvent(tx, { kind: 'unlock.locked', account: session.account, device: session.device });
    });
    return refuseStep('unlock.noMatch');
  }
  await database.transaction(async (tx) => {
    await forgetAttempts(tx, key);
    await audit(tx, {
      clinic: session.clinic, account: session.account, who: await accountName(tx, session.account), action: 'unlock.ok', detail: { device: session.device },
    });
  });
  return null;
}
