import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../../schema/ids.ts';
import { openAccountDatabase, type AccountDatabase } from './account-database.ts';
import { createTryStore, type TryStore } from './try-store.ts';

let database: AccountDatabase;
let store: TryStore;
beforeEach(() => {
  Dexie.dependencies.indexedDB = new IDBFactory();
  Dexie.dependencies.IDBKeyRange = IDBKeyRange;
  database = openAccountDatabase(newId());
  store = createTryStore(database);
});
afterEach(() => database.close());

describe('[C53] the last tries', () => {
  it('keeps a run that says the same as one row, from when to when and how often', async () => {
    await store.add({ at: 1, result: 'sent', count: 2 });
    for (let at = 2; at <= 40; at += 1) await store.add({ at, result: 'noAnswer', count: 0 });
    expect(await store.list()).toMatchObject([
      { at: 40, from: 2, times: 39, result: 'noAnswer' },
      { at: 1, result: 'sent', count: 2 },
    ]);
  });

  it('tells apart what says something else, and keeps ten rows', async () => {
    for (let at = 1; at <= 30; at += 1) await store.add({ at, result: 'sent', count: at });
    expect((await store.list()).map((one) => one.count)).toEqual([30, 29, 28, 27, 26, 25, 24, 23, 22, 21]);
    await store.add({ at: 31, result: 'noNetwork', count: 0 });
    await store.add({ at: 32, result: 'noAnswer', count: 0 });
    await store.add({ at: 33, result: 'noNetwork', count: 0 });
    expect((await store.list()).slice(0, 3).map((one) => [one.at, one.times])).toEqual([[33, undefined], [32, undefined], [31, undefined]]);
  });
});
