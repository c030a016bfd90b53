import { createComponent, createContext, createEffect, on, untrack, useContext, type JSX } from 'solid-js';
import type { RequestTable } from '../../../schema/request-table.ts';
import type { LocalAccount } from '../local/device.ts';
import { isFull } from '../local/steady.ts';
import { SessionContext } from '../session/session.tsx';
import { createSync, type WordsOf } from './create-sync.ts';
import { mayClose } from './derive-state.ts';
import type { Sync } from './sync-interface.ts';
import { createViewSync } from './views/create-view-sync.ts';

export { createSync } from './create-sync.ts';
export type { ActAnswer, ActOptions, Drafts, Sync, SyncTry } from './sync-interface.ts';
export type { WordsBack } from '../local/draft-store.ts';
export { joinWords } from '../local/draft-store.ts';
export type { LocalRequest } from '../local/account-database.ts';

const SyncContext = createContext<Sync>();

/**
 * Below a session that is signed in: the sync of its account, or of `account`. Everything ends with it; what waits stays
 * on the device. An account that changes needs another provider: both apps draw their screens anew for it.
 */
export function SyncProvider(props: { readonly table: RequestTable; readonly wordsOf: WordsOf; readonly account?: LocalAccount; readonly children: JSX.Element }): JSX.Element {
  const session = useContext(SessionContext);
  const account = untrack(() => props.account ?? session?.account());
  if (!account) throw new Error('SyncProvider stands where somebody is signed in');
  let asked = false;
  const sync = createSync({
    account,
    table: untrack(() => props.table),
    createViewSync,
    wordsOf: untrack(() => props.wordsOf),
    persist: async () => {
      if (asked) return false;
      asked = true;
      return (await import('../local/storage-room.ts')).askOnce();
    },
    // A full disk is no mistake: the chip and the sync sheet say it.
    onFailure: (error) => { if (!isFull(error)) console.error('device store', error); },
  });
  // Somebody signed in again or unlocked: what the clinic would not give, it gives now.
  if (session) createEffect(on(session.confirmed, () => void sync.tryNow(), { defer: true }));
  // The session ended elsewhere, or more than that: the device may have been told to drop what it holds. What is on its way goes
  // first; what was not accepted has the chip before it, and must not keep a removed device open.
  if (session) createEffect(on(() => sync.signedOut() && mayClose(sync.state()), (over) => { if (over) void session.meet(); }));
  return createComponent(SyncContext.Provider, { value: sync, get children() { return props.children; } });
}

/** The signed-in account's sync; only below a `SyncProvider`. */
export function useSync(): Sync {
  const sync = useContext(SyncContext);
  if (!sync) throw new Error('useSync is called outside a SyncProvider');
  return sync;
}
