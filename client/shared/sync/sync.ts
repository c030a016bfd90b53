import { createContext, useContext } from 'solid-js';
import type { Sync } from './sync-interface.ts';

export type { ActAnswer, ActOptions, Drafts, Sync, SyncTry } from './sync-interface.ts';
export type { LocalRequest } from '../local/account-database.ts';

export const SyncContext = createContext<Sync>();

/** The signed-in account's sync; only below a `SyncProvider`. */
export function useSync(): Sync {
  const sync = useContext(SyncContext);
  if (!sync) throw new Error('useSync is called outside a SyncProvider');
  return sync;
}
