import { sql } from 'drizzle-orm';
import { CODE } from '../../schema/identity.ts';
import type { PasskeyAssertion, PasskeyAttestation, PasskeyCreation, PasskeyRequest } from '../../schema/passkeys.ts';
import type { Tx } from '../record/database.ts';
import { refuseStep, type IdentityDeps, type IdentityRefusal, type Walked } from './deps.ts';
import { describeStep } from './describe-step.ts';
import { creationFor, judgeShownPasskey, keepMadePasskey, type PasskeyAct } from './judge-passkey.ts';
import { issueChallenge } from './passkey-challenge.ts';
import { readPasskeys, requestWith } from './passkeys.ts';
import type { RelyingParty } from './relying-party.ts';
import { findSignIn, moveSignIn, type SignInRow } from './sign-in-row.ts';

// A passkey in place of the authenticator's code, after the password; or made at the first sign-in instead of an authenticator.

type App = 'staff' | 'patient';
interface Asked { readonly token: string | null; readonly app: App; readonly party: RelyingParty | null }
type Stand = { readonly row: SignInRow; readonly act: PasskeyAct } | { readonly refused: IdentityRefusal };

/** Where the sign-in stands, locked until the transaction's end; refused unless a passkey may be its next step. */
async function stand(deps: IdentityDeps, tx: Tx, { token, app, party }: Asked, purpose: 'signIn' | 'firstPasskey'): Promise<Stand> {
  const now = deps.clock();
  const row = await findSignIn(tx, token, app, now, true);
  if (!row?.account_id) return { refused: refuseStep('signIn.over') };
  if (row.state !== (purpose === 'signIn' ? 'totp' : 'enrol')) return { refused: refuseStep('signIn.codeUsed') };
  if (party === null) return { refused: refuseStep('passkey.address') };
  if (row.tries >= CODE.tries) return { refused: refuseStep('signIn.over') };
  return { row, act: { clinic: row.clinic_id, account: row.account_id, purpose, boundTo: row.id, party, now } };
}

export function askForPasskey(deps: IdentityDeps, asked: Asked): Promise<{ readonly options: PasskeyRequest } | { readonly refused: IdentityRefusal }> {
  return deps.database.transaction(async (tx) => {
    const at = await stand(deps, tx, asked, 'signIn');
    if ('refused' in at) return at;
    const { act } = at;
    const rows = await readPasskeys(tx, act.account, act.party.rpId);
    if (rows.length === 0) return { refused: refuseStep('passkey.none') };
    return { options: requestWith(rows, act.party.rpId, await issueChallenge(tx, act, act.now)) };
  });
}

export function submitPasskey(deps: IdentityDeps, asked: Asked, shown: PasskeyAssertion): Promise<Walked> {
  return deps.database.transaction(async (tx): Promise<Walked> => {
    const at = await stand(deps, tx, asked, 'signIn');
    if ('refused' in at) return at;
    await tx.query(sql`update sign_in set tries = tries + 1 where id = ${at.row.id}`);
    const refused = await judgeShownPasskey(tx, at.act, shown);
    return refused ? { refused } : goOn(deps, tx, at);
  });
}

export function askForFirstPasskey(deps: IdentityDeps, asked: Asked): Promise<{ readonly options: PasskeyCreation } | { readonly refused: IdentityRefusal }> {
  return deps.database.transaction(async (tx) => {
    const at = await stand(deps, tx, asked, 'firstPasskey');
    if ('refused' in at) return at;
    const name = (await tx.query<{ identifier: string }>(sql`select identifier from account where id = ${at.act.account}`))[0]?.identifier ?? '';
    return { options: await creationFor(tx, at.act, await issueChallenge(tx, at.act, at.act.now), name) };
  });
}

/** The first second factor of an account, in place of an authenticator. If another sign-in gave it one meanwhile, that one stands. */
export function submitFirstPasskey(deps: IdentityDeps, asked: Asked, name: string, made: PasskeyAttestation): Promise<Walked> {
  return deps.database.transaction(async (tx): Promise<Walked> => {
    const at = await stand(deps, tx, asked, 'firstPasskey');
    if ('refused' in at) return at;
    const account = (await tx.query<{ totp_sealed: string | null }>(sql`select totp_sealed from account where id = ${at.act.account} for update`))[0];
    if (account?.totp_sealed !== null || (await readPasskeys(tx, at.act.account)).length > 0) return { refused: refuseStep('signIn.over') };
    const refused = await keepMadePasskey(tx, at.act, name, made);
    if (refused) return { refused };
    await tx.query(sql`update sign_in set secret_sealed = null where id = ${at.row.id}`);
    return goOn(deps, tx, at);
  });
}

async function goOn(deps: IdentityDeps, tx: Tx, { row, act }: { readonly row: SignInRow; readonly act: PasskeyAct }): Promise<Walked> {
  const account = (await tx.query<{ password_once: boolean }>(sql`select password_once from account where id = ${act.account} and state = 'active'`))[0];
  if (!account) return { refused: refuseStep('signIn.over') };
  const next = await moveSignIn(tx, row, account.password_once ? 'password' : 'device');
  return { step: await describeStep(tx, next, deps.seal, act.now) };
}
