import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import { sql } from 'drizzle-orm';
import { newId } from '../../schema/ids.ts';
import { MOST_PASSKEYS, PASSKEY_ALGORITHMS, passkeyName, type PasskeyAssertion, type PasskeyAttestation, type PasskeyCreation } from '../../schema/passkeys.ts';
import { viewName } from '../../schema/view-names.ts';
import { audit, securityEvent } from '../audit/audit.ts';
import { arrayParam, instantParam, type Tx } from '../record/database.ts';
import { touch } from '../record/touch.ts';
import { accountName } from './account-name.ts';
import { refuseStep, type IdentityRefusal } from './deps.ts';
import { takeChallenge, type ChallengeFor } from './passkey-challenge.ts';
import { notePasskeyUse, readPasskeys, type PasskeyRow } from './passkeys.ts';
import type { RelyingParty } from './relying-party.ts';

export interface PasskeyAct extends ChallengeFor {
  readonly clinic: string | null;
  readonly party: RelyingParty;
  readonly now: number;
}

/**
 * Judges a passkey that was shown, in the transaction of what it opens. Null: it is the account's own, made here, shown for
 * this challenge by a person their device recognised. Whatever else is refused alike, and written down.
 */
export async function judgeShownPasskey(tx: Tx, act: PasskeyAct, shown: PasskeyAssertion): Promise<IdentityRefusal | null> {
  const challenge = await takeChallenge(tx, act, shown.response.clientDataJSON, act.now);
  if (challenge === null) return noteRefusal(tx, act, 'passkey.stale', 'challenge');
  const row = (await tx.query<PasskeyRow>(sql`
    select * from passkey where credential_id = ${shown.id} and account_id = ${act.account} and rp_id = ${act.party.rpId} for update`))[0];
  if (!row) return noteRefusal(tx, act, 'passkey.refused', 'credential');
  const counter = await verifyShown(row, act, challenge, shown);
  if (counter === null) return noteRefusal(tx, act, 'passkey.refused', 'signature');
  // A counter that does not grow: two devices hold what only one should. Those that always say 0 do not count.
  if ((counter > 0 || row.counter > 0) && counter <= row.counter) {
    await securityEvent(tx, { kind: 'passkey.counter', account: act.account, detail: { passkey: row.id, kept: row.counter, shown: counter } });
    return noteRefusal(tx, act, 'passkey.counter', 'counter');
  }
  await notePasskeyUse(tx, row, counter, act.now);
  return null;
}

/** The counter it was shown with; null when anything about it is wrong. The counter itself is judged by the caller. */
async function verifyShown(row: PasskeyRow, { party }: PasskeyAct, challenge: string, shown: PasskeyAssertion): Promise<number | null> {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...shown, clientExtensionResults: {} },
      expectedChallenge: challenge, expectedOrigin: party.origin, expectedRPID: party.rpId, requireUserVerification: true,
      credential: { id: row.credential_id, publicKey: new Uint8Array(Buffer.from(row.public_key, 'base64url')), counter: -1 },
    });
    return verified ? authenticationInfo.newCounter : null;
  } catch {
    return null; // it throws for each thing that does not fit
  }
}

async function noteRefusal(tx: Tx, { clinic, account, purpose }: PasskeyAct, code: 'passkey.stale' | 'passkey.refused' | 'passkey.counter', why: string): Promise<IdentityRefusal> {
  await audit(tx, { clinic, account, who: await accountName(tx, account), action: 'passkey.refused', detail: { purpose, why } });
  return refuseStep(code);
}

export async function creationFor(tx: Tx, { account, party }: PasskeyAct, challenge: string, username: string): Promise<PasskeyCreation> {
  const known = await readPasskeys(tx, account, party.rpId);
  return {
    challenge, timeout: 300_000, attestation: 'none',
    rp: { id: party.rpId, name: 'Outpost' },
    // The handle tells two accounts on one authenticator apart and nothing about them.
    user: { id: Buffer.from(account).toString('base64url'), name: username, displayName: username },
    pubKeyCredParams: PASSKEY_ALGORITHMS.map((alg) => ({ alg, type: 'public-key' })),
    excludeCredentials: known.map((row) => ({ id: row.credential_id, type: 'public-key', transports: row.transports })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
  };
}

/** Judges a passkey that was made and keeps it under its owner's name for it. Null: kept. */
export async function keepMadePasskey(tx: Tx, act: PasskeyAct, typed: string, made: PasskeyAttestation): Promise<IdentityRefusal | null> {
  const name = passkeyName.safeParse(typed);
  if (!name.success) return refuseStep('passkey.name');
  const challenge = await takeChallenge(tx, act, made.response.clientDataJSON, act.now);
  if (challenge === null) return noteRefusal(tx, act, 'passkey.stale', 'challenge');
  // Two at once are counted one after the other.
  await tx.query(sql`select id from account where id = ${act.account} for update`);
  if ((await readPasskeys(tx, act.account)).length >= MOST_PASSKEYS) return refuseStep('passkey.tooMany', { most: MOST_PASSKEYS });
  const credential = await verifyMade(act, challenge, made);
  if (credential === null) return noteRefusal(tx, act, 'passkey.refused', 'attestation');
  const id = newId();
  const kept = await tx.query(sql`
    insert into passkey (id, account_id, credential_id, public_key, counter, transports, rp_id, name, created_at)
    values (${id}, ${act.account}, ${credential.id}, ${Buffer.from(credential.publicKey).toString('base64url')}, ${credential.counter},
            ${arrayParam(made.response.transports ?? [])}::text[], ${act.party.rpId}, ${name.data}, ${instantParam(act.now)})
    on conflict (credential_id) do nothing returning id`);
  if (kept.length === 0) return refuseStep('passkey.known');
  await audit(tx, { clinic: act.clinic, account: act.account, who: await accountName(tx, act.account), action: 'passkey.added', subject: id, detail: { name: name.data } });
  await touch(tx, [{ view: viewName.account(act.account), section: 'passkeys', entry: id }]);
  return null;
}

async function verifyMade({ party }: PasskeyAct, challenge: string, made: PasskeyAttestation): Promise<{ id: string; publicKey: Uint8Array; counter: number } | null> {
  const { attestationObject, clientDataJSON } = made.response;
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: { id: made.id, rawId: made.rawId, type: made.type, response: { attestationObject, clientDataJSON }, clientExtensionResults: {} },
      expectedChallenge: challenge, expectedOrigin: party.origin, expectedRPID: party.rpId, requireUserVerification: true,
      supportedAlgorithmIDs: [...PASSKEY_ALGORITHMS],
    });
    return verified ? registrationInfo.credential : null;
  } catch {
    return null;
  }
}
