import { createPublicKey, verify } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { newId } from '../../schema/ids.ts';
import { deviceProofText, type DevicePublicKey } from '../../schema/identity.ts';
import { viewName } from '../../schema/view-names.ts';
import { audit } from '../audit/audit.ts';
import { instantParam, jsonParam, type Tx } from '../record/database.ts';
import { touch } from '../record/touch.ts';
import { type IdentityDeps, refuseStep, type Walked } from './deps.ts';
import { endSessions } from './end-sessions.ts';
import { readSessionAnswer } from './session-answer.ts';
import { findSignIn, type SignInRow } from './sign-in-row.ts';
import { hashToken } from './token.ts';

export interface DeviceRegistration {
  readonly publicKey: DevicePublicKey;
  readonly proof: string;
  readonly name: string;
  readonly shared: boolean;
  /** The id this key had, as its device says. */
  readonly device?: string | undefined;
}

/**
 * The last step: the device shows that it holds a key, the key becomes the account's for this device (R11), and the session
 * begins. Atomic: of many at once one session results. Who lost the answer asks again with the same key and gets the same
 * session, because its token follows from the sign-in's.
 *
 * Refuses: no sign-in at this step, a proof that does not fit, a key whose device was taken from the account.
 *
 * @param replaces the browser's own session of this app, perhaps another person's: it ends (its requests are still delivered)
 */
export async function registerDevice(
  deps: IdentityDeps, token: string | null, app: 'staff' | 'patient', registration: DeviceRegistration,
  replaces: { readonly id: string; readonly account: string } | null,
): Promise<Walked> {
  const now = deps.clock();
  return deps.database.transaction(async (tx): Promise<Walked> => {
    const row = await findSignIn(tx, token, app, now, true);
    if (token === null || !row?.account_id || (row.state !== 'device' && row.state !== 'done')) return { refused: refuseStep('signIn.over') };
    if (!holdsKey(registration, row.challenge)) return { refused: refuseStep('device.proofWrong') };
    const sessionToken = deps.seal.lookup(`session:${token}`);
    const account = row.account_id;
    const device = await findDevice(tx, account, registration.publicKey);
    if (row.state === 'done') return answerAgain(tx, row, device?.id ?? null, sessionToken, now);
    if (device?.revoked) return { refused: refuseStep('device.revoked') };

    const active = (await tx.query<{ clinic_id: string; patient_id: string | null; name: string }>(sql`
      select a.clinic_id, a.patient_id, coalesce(s.name, p.name) as name
      from account a left join staff s on s.id = a.staff_id left join patient p on p.id = a.patient_id
      where a.id = ${account} and a.state = 'active' and (s.active or p.portal_state = 'active')`))[0];
    if (!active) return { refused: refuseStep('signIn.over') };
    const deviceId = await keepDevice(tx, account, device?.id ?? null, registration, now);
    if (replaces) await endSessions(tx, replaces.account, 'replaced', { only: replaces.id, at: now });
    const session = newId();
    await tx.query(sql`
      insert into session (id, token_hash, account_id, device_id, app, started_at, last_seen_at, active_at)
      values (${session}, ${hashToken(sessionToken)}, ${account}, ${deviceId}, ${app}, ${instantParam(now)}, ${instantParam(now)}, ${instantParam(now)})`);
    await tx.query(sql`update sign_in set state = 'done', session_id = ${session}, phone_sealed = null where id = ${row.id}`);
    await audit(tx, {
      clinic: active.clinic_id, account, who: active.name, action: 'signin.ok', patient: active.patient_id,
      detail: { app, device: deviceId, session },
    });
    await touch(tx, [
      { view: viewName.account(account), section: 'sessions', entry: session },
      { view: viewName.account(account), section: 'devices', entry: deviceId },
    ]);
    if (active.patient_id !== null) await markFirstSignIn(tx, active.patient_id, now);
    return { step: { step: 'done', session: await readSessionAnswer(tx, session, now) }, sessionToken };
  });
}

function holdsKey({ publicKey, proof }: DeviceRegistration, challenge: string): boolean {
  try {
    const key = createPublicKey({ key: { ...publicKey }, format: 'jwk' });
    return verify('sha256', Buffer.from(deviceProofText(challenge)), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(proof, 'base64url'));
  } catch (error) {
    // A point that is not on the curve: Node says so when it reads the key.
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}

async function findDevice(tx: Tx, account: string, key: DevicePublicKey): Promise<{ id: string; revoked: boolean } | null> {
  const rows = await tx.query<{ id: string; revoked: boolean }>(sql`
    select id, revoked_at is not null as revoked from device
    where account_id = ${account} and public_key ->> 'x' = ${key.x} and public_key ->> 'y' = ${key.y}`);
  return rows[0] ?? null;
}

/**
 * What waits on a device is signed with the id it was registered under. Where the record has lost that, it takes the id
 * again, unless another key has it: then this one gets a new one, as any new key does.
 */
async function keepDevice(tx: Tx, account: string, known: string | null, registration: DeviceRegistration, now: number): Promise<string> {
  const { publicKey: { kty, crv, x, y }, name, shared, device } = registration;
  if (known !== null) {
    await tx.query(sql`update device set name = ${name}, shared = ${shared}, wiped_at = null, last_seen_at = ${instantParam(now)} where id = ${known}`);
    return known;
  }
  for (const id of [device ?? newId(), newId()]) {
    const kept = await tx.query(sql`
      insert into device (id, account_id, public_key, name, shared, registered_at, last_seen_at)
      values (${id}, ${account}, ${jsonParam({ kty, crv, x, y })}, ${name}, ${shared}, ${instantParam(now)}, ${instantParam(now)})
      on conflict (id) do nothing returning id`);
    if (kept.length > 0) return id;
  }
  throw new Error('A random id that is taken');
}

/** The answer got lost on the way. Only the device that was registered is told again. */
async function answerAgain(tx: Tx, row: SignInRow, device: string | null, sessionToken: string, now: number): Promise<Walked> {
  const same = await tx.query(sql`select id from session where id = ${row.session_id} and device_id = ${device} and ended_at is null`);
  if (same.length === 0 || row.session_id === null) return { refused: refuseStep('signIn.over') };
  return { step: { step: 'done', session: await readSessionAnswer(tx, row.session_id, now) }, sessionToken };
}

async function markFirstSignIn(tx: Tx, patient: string, now: number): Promise<void> {
  const first = await tx.query(sql`
    update patient set first_sign_in_at = ${instantParam(now)} where id = ${patient} and first_sign_in_at is null returning id`);
  if (first.length > 0) await touch(tx, [{ view: viewName.person(patient), section: 'portal', entry: 'portal' }]);
}
