import { Dexie } from 'dexie';
import { IDBDatabase, IDBFactory, IDBKeyRange, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newId } from '../../../schema/ids.ts';
import { openAccountDatabase, type AccountDatabase, type StoredRequest } from './account-database.ts';
import { createDraftStore } from './draft-store.ts';
import { createRequestStore, type RequestStore } from './request-store.ts';
import { isFull } from './steady.ts';
import { lowRoomMb } from './storage-room.ts';
import { watch } from './watch.ts';

let database: AccountDatabase;
let store: RequestStore;
beforeEach(() => {
  Dexie.dependencies.indexedDB = new IDBFactory();
  Dexie.dependencies.IDBKeyRange = IDBKeyRange;
  database = openAccountDatabase(newId());
  store = createRequestStore(database);
});
afterEach(() => {
  vi.restoreAllMocks();
  database.close();
});

function row(n: number, over: Partial<StoredRequest> = {}): StoredRequest {
  return {
    id: newId(), n, type: 'message.send', v: 1, state: 'saved', open: 1, savedAt: 1, saw: 0, signature: '', size: 1,
    body: `words ${n}` as unknown as StoredRequest['body'], bytes: '' as unknown as StoredRequest['bytes'], ...over,
  };
}

describe('the store of requests', () => {
  it('[R9] is told to be on the disk, not in the browser\'s buffer, before it says so', async () => {
    const durabilities: unknown[] = [];
    const transaction = IDBDatabase.prototype.transaction;
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function spied(this: IDBDatabase, ...asked: unknown[]) {
      if (asked[1] === 'readwrite') durabilities.push((asked[2] as { durability?: string } | undefined)?.durability);
      return Reflect.apply(transaction, this, asked) as ReturnType<IDBDatabase['transaction']>;
    } as typeof transaction);
    const one = row(1);
    await store.save(one);
    await store.markSending([one.id], 1);
    await createDraftStore(database, Date.now).put('k', 'words');
    expect(durabilities).toEqual(['strict', 'strict', 'strict']);
  });

  it('[R9] shows nobody what is not committed, alone or in a transaction', async () => {
    const events: string[] = [];
    const stop = watch(() => store.open(), (rows) => events.push(`seen ${rows.length}`), (error) => { throw error as Error; });
    await vi.waitFor(() => expect(events).toEqual(['seen 0']));
    await database.requests.add(row(1));
    events.push('committed 1');
    await vi.waitFor(() => expect(events).toEqual(['seen 0', 'committed 1', 'seen 1']));
    await database.transaction('rw', database.requests, async () => {
      await database.requests.add(row(2));
      for (let i = 0; i < 20; i += 1) await database.requests.count();
    });
    events.push('committed 2');
    await vi.waitFor(() => expect(events.slice(3)).toEqual(['committed 2', 'seen 2']));
    stop();
  });

  it('goes on watching after a look at the database failed', async () => {
    const seen: number[] = [];
    const failures: unknown[] = [];
    let broken = true;
    const stop = watch(() => {
      return broken ? Promise.reject(new DOMException('lost', 'UnknownError')) : store.open();
    }, (rows) => seen.push(rows.length), (error) => failures.push(error));
    await vi.waitFor(() => expect(failures).toHaveLength(1));
    broken = false;
    await store.save(row(1));
    await vi.waitFor(() => expect(seen).toEqual([1]), 3000);
    stop();
  });

  it('[R4] gives each number once, and keeps counting after what was undone', async () => {
    const first = row(await store.nextNumber());
    expect(await store.save(first)).toBe(true);
    expect(await store.save(row(1))).toBe(false);
    expect(await store.undo(first.id)).toMatchObject({ id: first.id });
    expect(await store.nextNumber()).toBe(2);
  });

  it('[R9] a save that was told "aborted" and happened all the same is not made twice', async () => {
    const one = row(1);
    await store.save(one);
    expect(await store.save(one)).toBe(true);
    expect(await database.requests.count()).toBe(1);
  });

  it('[R9] the draft goes in the transaction that saves its words, or stays', async () => {
    const drafts = createDraftStore(database, Date.now);
    await drafts.put('thread/1', 'half a sentence');
    await store.save(row(7), 'thread/1').catch(() => false);
    expect(await drafts.get('thread/1')).toBe('half a sentence');
    await store.save(row(1), 'thread/1');
    expect(await drafts.get('thread/1')).toBeNull();
  });

  it('[R5] [R9] taking a request back and having its words in the draft is one transaction', async () => {
    const drafts = createDraftStore(database, () => 1);
    const one = row(1);
    await store.save(one);
    await drafts.put('thread/1', 'begun since');
    const going = await drafts.withWords([{ key: 'thread/1', text: 'words 1', joins: true }, { key: 'thread/2', text: '0700', joins: false }]);
    // Killed in the middle: all of it is as it was.
    const put = vi.spyOn(IDBObjectStore.prototype, 'delete').mockImplementation(() => { throw new DOMException('killed', 'QuotaExceededError'); });
    await expect(store.undo(one.id, going)).rejects.toThrow('killed');
    put.mockRestore();
    expect([(await store.open()).map(({ n }) => n), await drafts.get('thread/1'), await drafts.get('thread/2')]).toEqual([[1], 'begun since', null]);
    expect(await store.undo(one.id, going)).toMatchObject({ id: one.id });
    expect([await store.open(), await drafts.get('thread/1'), await drafts.get('thread/2')]).toEqual([[], 'begun since\n\nwords 1', '0700']);
  });

  it('[R5] words typed in the draft while a request is taken back are not overwritten', async () => {
    let clock = 1;
    const drafts = createDraftStore(database, () => clock++);
    const one = row(1);
    await store.save(one);
    const going = await drafts.withWords([{ key: 'thread/1', text: 'words 1', joins: true }]);
    await drafts.put('thread/1', 'typed just now');
    expect(await store.undo(one.id, going)).toBe('moved');
    expect([(await store.open()).length, await drafts.get('thread/1')]).toEqual([1, 'typed just now']);
    await store.markSending([one.id], 1);
    expect(await store.undo(one.id, await drafts.withWords([{ key: 'thread/1', text: 'words 1', joins: true }]))).toBeNull();
    expect(await drafts.get('thread/1')).toBe('typed just now');
  });

  it('opens again when the browser closed it or aborted the transaction, and loses nothing', async () => {
    await store.save(row(1));
    database.backendDB().close();
    await store.save(row(2));
    const add = IDBObjectStore.prototype.add;
    const spy = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementationOnce(function aborted(this: IDBObjectStore, ...asked: Parameters<typeof add>) {
      const request = Reflect.apply(add, this, asked) as ReturnType<typeof add>;
      this.transaction.abort();
      return request;
    });
    expect(await store.save(row(3))).toBe(true);
    expect(spy).toHaveBeenCalled();
    expect((await store.open()).map(({ n }) => n)).toEqual([1, 2, 3]);
  });

  it('[R5] a full device says so and keeps what it has', async () => {
    await store.save(row(1));
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => { throw new DOMException('full', 'QuotaExceededError'); });
    const failed = await store.save(row(2)).then(() => null, (error: unknown) => error);
    expect(isFull(failed)).toBe(true);
    expect((await store.open()).map(({ n }) => n)).toEqual([1]);
    expect(lowRoomMb({ used: 79, allowed: 100, persisted: false })).toBeNull();
    expect(lowRoomMb({ used: 880e6, allowed: 1000e6, persisted: false })).toBe(120);
  });

  it('[R4] what depended on something that cannot come ends with it, and so on', async () => {
    const [a, b, c, d] = [row(1), row(2), row(3), row(4)];
    for (const one of [a, { ...b, after: [a.id] }, { ...c, after: [b.id] }, d]) await store.save(one);
    await store.change([a.id], (stored) => ({ ...stored, state: 'refused' }));
    expect((await store.open()).map(({ n, state, refusal }) => [n, state, refusal?.code])).toEqual([
      [1, 'refused', undefined], [2, 'declined', 'request.dependency'], [3, 'declined', 'request.dependency'], [4, 'saved', undefined],
    ]);
  });

  it('[R2] sends what a person wrote before what a restored record is asked about', async () => {
    await database.requests.bulkAdd([row(1, { state: 'done', answeredAt: 5 }), row(2, { state: 'held', answeredAt: 5 }), row(3), row(4)]);
    await store.askAgain();
    expect((await store.queue()).map(({ n }) => n)).toEqual([3, 4, 1, 2]);
  });

  it('[R2] keeps what was done for a month, to bring it back to a restored record; never drops what waits or needs somebody', async () => {
    const day = 86_400_000;
    const { open: _open, ...closed } = row(1, { state: 'done', answeredAt: day });
    await database.requests.bulkAdd([closed, row(2, { state: 'declined', answeredAt: day }), row(3), { ...closed, id: newId(), n: 4, answeredAt: 37 * day }]);
    await store.purge(40 * day);
    expect((await database.requests.orderBy('n').toArray()).map(({ n }) => n)).toEqual([2, 3, 4]);
    await store.askAgain();
    expect((await store.queue()).map(({ n }) => n)).toEqual([3, 4]);
    // A clock that jumped ahead: a month since the last answer is none of it.
    await store.purge(4000 * day);
    expect((await store.queue()).map(({ n }) => n)).toEqual([3, 4]);
  });
});
