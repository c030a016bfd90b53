import { createComponent, createContext, useContext, type JSX } from 'solid-js';
import type { LocalAccount } from '../local/device.ts';
import { askToPersist } from '../local/storage-room.ts';
import { createSync } from './create-sync.ts';
import type { Sync } from './sync-interface.ts';
import { createViewSync } from './views/create-view-sync.ts';

export { createSync } from './create-sync.ts';
export type { ActAnswer, ActOptions, Drafts, Sync, SyncTry } from './sync-interface.ts';
export type { LocalRequest } from '../local/account-database.ts';

const SyncContext = createContext<Sync>();

/** Below a session that is signed in and unlocked. Everything ends with it; what waits stays on the device. */
export function SyncProvider(props: { readonly account: LocalAccount; readonly children: JSX.Element }): JSX.Element {
  let asked = false;
  const sync = createSync({
    account: props.account,
    createViewSync,
    persist: async () => {
      if (asked) return false;
      asked = true;
      return askToPersist();
    },
    onFailure: (error) => console.error('device store', error),
  });
  return createComponent(SyncContext.Provider, { value: sync, get children() { return props.children; } });
}

/** The signed-in account's sync; only below a `SyncProvider`. */
export function useSync(): Sync {
  const sync = useContext(SyncContext);
  if (!sync) throw new Error('useSync is called outside a SyncProvider');
  return sync;
}
