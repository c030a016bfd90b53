import type { PasskeyAssertion, PasskeyRequest } from '../../../schema/passkeys.ts';
import type { Brought } from './passkey.ts';
import type { PasskeyUnlockDeps, UnlockedByPasskey } from './unlock-by-passkey.ts';
import { unlockHere } from './unlock-here.ts';

const loadPasskeys = () => import('./unlock-by-passkey.ts');

/** With what a person opens a lock. `show`: another than the browser's own question. */
export type UnlockBy = { readonly password: string } | { readonly show?: ((request: PasskeyRequest) => Promise<Brought<PasskeyAssertion>>) | undefined };

/** One door for both ways of opening a lock; loaded while somebody is in, the way of passkeys with it. */
export async function openLock(deps: PasskeyUnlockDeps, account: string, by: UnlockBy): Promise<UnlockedByPasskey> {
  if ('password' in by) return unlockHere(deps, account, by.password);
  const { unlockByPasskey } = await loadPasskeys();
  return unlockByPasskey({ ...deps, ...(by.show ? { show: by.show } : {}) }, account);
}

/** So that a lock without a network opens by passkey, too. */
export async function preparePasskeys(): Promise<void> {
  await Promise.all([loadPasskeys(), import('./unlock-passkey-button.tsx')]);
}
