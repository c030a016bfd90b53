import { createSignal, onCleanup, type Accessor } from 'solid-js';
import type { AccountDatabase, StoredTry } from '../local/account-database.ts';
import { createTryStore } from '../local/try-store.ts';
import { watch } from '../local/watch.ts';
import type { PostResult } from './post-requests.ts';
import type { SyncTry, TryResult } from './sync-interface.ts';
import type { Contact } from './views/types.ts';

const results: readonly TryResult[] = ['sent', 'noAnswer', 'noNetwork', 'notOurs', 'signIn', 'refused'];

export interface Tries {
  readonly list: Accessor<readonly SyncTry[]>;
  add(result: TryResult, count: number): void;
}

/** The last tries of this account on this device, all tabs together. To be created inside a root. */
export function createTries(database: AccountDatabase, now: () => number, failed: (error: unknown) => void): Tries {
  const store = createTryStore(database);
  const [list, setList] = createSignal<readonly SyncTry[]>([]);
  onCleanup(watch(() => store.list(), (rows) => setList(rows.flatMap(readTry)), failed));
  return { list, add: (result, count) => void store.add({ at: now(), result, count }).catch(failed) };
}

function readTry({ at, from, times, result, count }: StoredTry): SyncTry[] {
  const known = results.find((one) => one === result);
  return known === undefined ? [] : [{ at, from: from ?? at, times: times ?? 1, result: known, count }];
}

export function resultOfDelivery(result: PostResult, networkHint: boolean): TryResult {
  switch (result.kind) {
    case 'answered': return 'sent';
    case 'noAnswer': return networkHint ? 'noAnswer' : 'noNetwork';
    case 'notOurs': return 'notOurs';
    case 'refused': return 'refused';
  }
}

export function resultOfContact(contact: Contact, networkHint: boolean): TryResult {
  switch (contact.kind) {
    case 'answered': return 'sent';
    case 'signIn': return 'signIn';
    case 'noAnswer': return networkHint ? 'noAnswer' : 'noNetwork';
    case 'notOurs': return 'notOurs';
    case 'refused': return 'refused';
  }
}
