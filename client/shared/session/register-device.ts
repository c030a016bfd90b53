import { deviceProofText, signInStep, type AppName, type SignedIn, type SignInStep } from '../../../schema/identity.ts';
import { openAccountDatabase } from '../local/account-database.ts';
import { findKey, keepKey, makeKey, signText, type NewKey } from '../local/key-store.ts';
import type { DeviceAccounts } from './device-accounts.ts';
import { nameDevice } from './name-device.ts';
import type { ApiAnswer, IdentityApi } from './identity-api.ts';

export type DeviceStep = Extract<SignInStep, { step: 'device' }>;

/**
 * The last step of a sign-in: this device shows that it holds a key of the account's, a new one if there is none yet, and
 * keeps it before anybody sees a screen. The same person signing in again keeps their key and its id: what waits here is signed
 * with both, and a clinic that lost them with its record takes them again.
 */
export async function registerDevice(
  deps: { readonly api: IdentityApi; readonly accounts: DeviceAccounts; readonly now: () => number },
  app: AppName, step: DeviceStep, shared: boolean,
): Promise<ApiAnswer<SignedIn>> {
  const database = openAccountDatabase(step.account);
  try {
    const known = await deps.accounts.find(step.account);
    const held = known ? await findKey(database, known.deviceId) : null;
    const first = await (held ? ask(held, held.id) : ask(await makeKey()));
    // Taken from the account, by its owner or an administrator: what waits under it is for them to judge; this is a new one.
    return !first.ok && 'problem' in first && first.problem.code === 'device.revoked' ? await ask(await makeKey()) : first;
  } finally {
    database.close();
  }

  async function ask(key: NewKey, device?: string): Promise<ApiAnswer<SignedIn>> {
    const { x = '', y = '' } = key.publicKey;
    const answer = await deps.api.post('sign-in/device', signInStep, {
      app, publicKey: { kty: 'EC', crv: 'P-256', x, y }, proof: await signText(key.privateKey, deviceProofText(step.challenge)),
      name: nameDevice(navigator.userAgent), shared, ...(device === undefined ? {} : { device }),
    });
    if (!answer.ok) return answer;
    const session = answer.value.step === 'done' ? answer.value.session : null;
    if (!session?.signedIn) return { ok: false, contact: 'notOurs' };
    await keepKey(database, session.device, key, deps.now());
    await deps.accounts.keep(session, deps.now());
    return { ok: true, value: session };
  }
}
