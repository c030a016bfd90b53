import { sql } from 'drizzle-orm';
import type { PasskeyAssertion, PasskeyRequest } from '../../schema/passkeys.ts';
import { audit, securityEvent } from '../audit/audit.ts';
import { accountName } from './account-name.ts';
import { type IdentityDeps, type IdentityRefusal, refuseStep } from './deps.ts';
import { judgeShownPasskey, type PasskeyAct } from './judge-passkey.ts';
import { forgetAttempts, limits, takeAttempt } from './limits.ts';
import { issueChallenge } from './passkey-challenge.ts';
import { readPasskeys, requestWith } from './passkeys.ts';
import { verifyPassword } from './password.ts';
import type { RelyingParty } from './relying-party.ts';
import type { PastSession, Session } from './sessions.ts';

const keyOf = (session: Session): string => `unlock:${session.account}`;

/**
 * The password again, of whoever the session is or was: a locked device opens. Null: it is right. A session that is over
 * stays over, but its password is judged all the same: one that was changed, or whose owner was shut out, opens nothing more.
 */
export async function unlockSession(deps: IdentityDeps, session: PastSession, password: string): Promise<IdentityRefusal | null> {
  if (!session.open) return refuseStep('unlock.closed');
  const wrong = await judgePasswordAgain(deps, session, password);
  if (wrong) return wrong;
  await deps.database.transaction(async (tx) => {
    await audit(tx, {
      clinic: session.clinic, account: session.account, who: await accountName(tx, session.account), action: 'unlock.ok', detail: { device: session.device },
    });
  });
  return null;
}

/** Whether this is the password of whose session it is. Null: it is, and what was counted against them is forgotten. */
export async function judgePasswordAgain(deps: IdentityDeps, session: Session, password: string): Promise<IdentityRefusal | null> {
  const { database } = deps;
  const taken = await database.transaction((tx) => takeAttempt(tx, keyOf(session), limits.password, deps.clock()));
  if (!taken.ok) return refuseStep('signIn.locked', { until: taken.until });
  const kept = (await database.query<{ password_hash: string | null }>(sql`select password_hash from account where id = ${session.account}`))[0];
  if (await verifyPassword(kept?.password_hash ?? null, password)) {
    await database.transaction((tx) => forgetAttempts(tx, keyOf(session)));
    return null;
  }
  await database.transaction(async (tx) => {
    await audit(tx, { clinic: session.clinic, account: session.account, who: await accountName(tx, session.account), action: 'unlock.failed', detail: { device: session.device } });
    if (taken.left === 0) await securityEvent(tx, { kind: 'unlock.locked', account: session.account, device: session.device });
  });
  return refuseStep('unlock.noMatch');
}

const actOf = (deps: IdentityDeps, session: Session, party: RelyingParty): PasskeyAct =>
  ({ clinic: session.clinic, account: session.account, purpose: 'unlock', boundTo: session.id, party, now: deps.clock() });

export async function askToUnlock(
  deps: IdentityDeps, session: PastSession, party: RelyingParty | null,
): Promise<{ readonly options: PasskeyRequest } | { readonly refused: IdentityRefusal }> {
  if (!session.open) return { refused: refuseStep('unlock.closed') };
  if (party === null) return { refused: refuseStep('passkey.address') };
  return deps.database.transaction(async (tx) => {
    const rows = await readPasskeys(tx, session.account, party.rpId);
    if (rows.length === 0) return { refused: refuseStep('passkey.none') };
    return { options: requestWith(rows, party.rpId, await issueChallenge(tx, actOf(deps, session, party), deps.clock())) };
  });
}

/** A passkey of whoever the session is or was, as `unlockSession` does with the password. Null: the device opens. */
export async function unlockByPasskey(deps: IdentityDeps, session: PastSession, party: RelyingParty | null, shown: PasskeyAssertion): Promise<IdentityRefusal | null> {
  if (!session.open) return refuseStep('unlock.closed');
  if (party === null) return refuseStep('passkey.address');
  return deps.database.transaction(async (tx) => {
    const refused = await judgeShownPasskey(tx, actOf(deps, session, party), shown);
    if (refused) return refused;
    await audit(tx, {
      clinic: session.clinic, account: session.account, who: await accountName(tx, session.account), action: 'unlock.ok', detail: { device: session.device, by: 'passkey' },
    });
    return null;
  });
}
