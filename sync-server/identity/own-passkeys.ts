import { sql } from 'drizzle-orm';
import type { PasskeyAttestation, PasskeyCreation } from '../../schema/passkeys.ts';
import { viewName } from '../../schema/view-names.ts';
import { audit } from '../audit/audit.ts';
import { touch } from '../record/touch.ts';
import { accountName } from './account-name.ts';
import { refuseStep, type IdentityDeps, type IdentityRefusal } from './deps.ts';
import { judgePasswordAgain } from './unlock.ts';
import { creationFor, keepMadePasskey, type PasskeyAct } from './judge-passkey.ts';
import { issueChallenge } from './passkey-challenge.ts';
import { readPasskeys } from './passkeys.ts';
import type { RelyingParty } from './relying-party.ts';
import type { Session } from './sessions.ts';

const actOf = (deps: IdentityDeps, session: Session, party: RelyingParty): PasskeyAct =>
  ({ clinic: session.clinic, account: session.account, purpose: 'add', boundTo: session.id, party, now: deps.clock() });

/** One's own new passkey, after the password: an open screen alone gives nobody a key of somebody else's. */
export async function askToAddPasskey(
  deps: IdentityDeps, session: Session, party: RelyingParty | null, password: string,
): Promise<{ readonly options: PasskeyCreation } | { readonly refused: IdentityRefusal }> {
  if (party === null) return { refused: refuseStep('passkey.address') };
  const wrong = await judgePasswordAgain(deps, session, password);
  if (wrong) return { refused: wrong };
  return deps.database.transaction(async (tx) => {
    const act = actOf(deps, session, party);
    const owner = (await tx.query<{ name: string }>(sql`
      select case a.kind when 'staff' then a.identifier else p.name end as name from account a left join patient p on p.id = a.patient_id where a.id = ${session.account}`))[0];
    return { options: await creationFor(tx, act, await issueChallenge(tx, act, act.now), owner?.name ?? '') };
  });
}

export function addPasskey(deps: IdentityDeps, session: Session, party: RelyingParty | null, name: string, made: PasskeyAttestation): Promise<IdentityRefusal | null> {
  if (party === null) return Promise.resolve(refuseStep('passkey.address'));
  return deps.database.transaction((tx) => keepMadePasskey(tx, actOf(deps, session, party), name, made));
}

/** Takes one off the account: from its next contact on no device opens by it. A member of staff keeps a second factor. */
export function removePasskey(deps: IdentityDeps, session: Session, passkey: string): Promise<IdentityRefusal | null> {
  return deps.database.transaction(async (tx) => {
    // Two at once are judged one after the other: neither may count on the one the other takes away.
    const account = (await tx.query<{ kind: 'staff' | 'patient'; totp_sealed: string | null }>(sql`
      select kind, totp_sealed from account where id = ${session.account} for update`))[0];
    const own = await readPasskeys(tx, session.account);
    const found = own.find((row) => row.id === passkey);
    if (!account || !found) return refuseStep('passkey.unknown');
    if (account.kind === 'staff' && account.totp_sealed === null && own.length === 1) return refuseStep('passkey.last');
    await tx.query(sql`delete from passkey where id = ${found.id}`);
    await audit(tx, {
      clinic: session.clinic, account: session.account, who: await accountName(tx, session.account), action: 'passkey.removed', subject: found.id, detail: { name: found.name },
    });
    await touch(tx, [{ view: viewName.account(session.account), section: 'passkeys', entry: found.id }]);
    return null;
  });
}
