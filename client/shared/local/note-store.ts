import type { Refusal } from '../../../schema/outcome.ts';
import type { Position } from '../../../schema/sync.ts';
import type { AccountDatabase, StoredNoteUpdate, StoredRequest } from './account-database.ts';
import { here } from './doc-store.ts';
import { open, seal } from './seal.ts';
import { steadily } from './steady.ts';

export interface NoteUpdate {
  readonly id: number;
  readonly update: Uint8Array;
  /** Device clock, ms. */
  readonly savedAt: number;
  readonly about: StoredNoteUpdate['about'];
  /** The clinic had acknowledged it once and went back to an older record. */
  readonly again: boolean;
}

/**
 * What was written in notes on this device (N5). Each method that writes is one transaction of strict durability,
 * committed when it resolves. Tabs meet here: nothing is kept in memory.
 */
export interface NoteStore {
  add(note: string, update: Uint8Array, about: StoredNoteUpdate['about'], savedAt: number): Promise<number>;
  /** Not acknowledged, in the order they were written: later ones may lean on earlier ones. */
  waiting(note: string): Promise<NoteUpdate[]>;
  /** Notes with something that waits. */
  unsent(): Promise<string[]>;
  /** They are rows of the clinic's log now. Kept as one, in case the clinic has to restore an old backup. */
  acknowledge(note: string, ids: readonly number[], merged: Uint8Array, at: Position, now: number): Promise<void>;
  acknowledged(note: string): Promise<NoteUpdate[]>;
  /** Device clock, ms, of the last acknowledgement; null: none. */
  acknowledgedAt(note: string): Promise<number | null>;
  /** The clinic does not have them after all. */
  waitAgain(ids: readonly number[]): Promise<void>;
  /**
   * N4: takes what waits of this note out of it and, in the same transaction, puts its words into the tray (R5). False:
   * what waits is not `ids` any more; nothing was done. `words` null: there were none, only deletions.
   */
  giveUp(note: string, ids: readonly number[], words: GivenUp | null, now: number): Promise<boolean>;
  /** Grows with every refusal: who has the note open reopens it. */
  refusals(note: string): Promise<number>;
  /** Where this device's copy of the note stands. */
  position(note: string): Promise<Position | null>;
  purge(before: number): Promise<void>;
}

export interface GivenUp {
  readonly request: Pick<StoredRequest, 'id' | 'type' | 'v' | 'savedAt'> & { readonly patient: string; readonly body: unknown };
  readonly refusal: Refusal;
}

export function createNoteStore(database: AccountDatabase): NoteStore {
  const { noteUpdates, requests, views } = database;
  const of = (state: StoredNoteUpdate['state'], note: string) => noteUpdates.where('[state+note]').equals([state, note]);
  const read = async (state: StoredNoteUpdate['state'], note: string): Promise<NoteUpdate[]> => {
    const rows = await steadily(database, () => of(state, note).sortBy('id'));
    return Promise.all(rows.map(async ({ id = 0, update, savedAt, about, again }) => ({ id, update: await open(update), savedAt, about, again: again === 1 })));
  };
  const write = <T>(work: () => Promise<T>): Promise<T> => steadily(database, () => database.transaction('rw', noteUpdates, requests, work));

  return {
    async add(note, update, about, savedAt) {
      const sealed = await seal(update);
      return write(async () => noteUpdates.add({ note, state: 'waiting', update: sealed, about, savedAt }));
    },
    waiting: (note) => read('waiting', note),
    async unsent() {
      const keys = await steadily(database, () => noteUpdates.where('[state+note]').between(['waiting', ''], ['waiting', '\uffff']).uniqueKeys());
      return keys.flatMap((key) => (Array.isArray(key) && typeof key[1] === 'string' ? [key[1]] : []));
    },
    async acknowledge(note, ids, merged, at, now) {
      const sealed = await seal(merged);
      await write(async () => {
        const rows = (await noteUpdates.bulkGet([...ids])).filter((row) => row !== undefined);
        const [first] = rows;
        // Another tab was told first.
        if (!first) return;
        await noteUpdates.bulkDelete([...ids]);
        await noteUpdates.add({ note, state: 'acknowledged', update: sealed, about: first.about, savedAt: first.savedAt, at, answeredAt: now });
      });
    },
    acknowledged: (note) => read('acknowledged', note),
    acknowledgedAt: async (note) => (await steadily(database, () => of('acknowledged', note).last()))?.answeredAt ?? null,
    waitAgain: (ids) => write(async () => {
      const rows = (await noteUpdates.bulkGet([...ids])).filter((row) => row !== undefined);
      await noteUpdates.bulkPut(rows.map(({ at: _at, answeredAt: _answered, ...row }): StoredNoteUpdate => ({ ...row, state: 'waiting', again: 1 })));
    }),
    async giveUp(note, ids, words, now) {
      const [body, bytes, nothing] = await Promise.all([seal<unknown>(words?.request.body ?? null), seal(''), seal(new Uint8Array(0))]);
      return write(async () => {
        const standing = (await of('waiting', note).primaryKeys()).filter((key) => key !== undefined);
        const [first] = (await noteUpdates.bulkGet(standing)).filter((row) => row !== undefined);
        if (!first || standing.length !== ids.length || !standing.every((key) => ids.includes(key))) return false;
        await noteUpdates.bulkDelete(standing);
        await noteUpdates.add({ note, state: 'refused', update: nothing, about: first.about, savedAt: first.savedAt, answeredAt: now });
        if (words) {
          const { request, refusal } = words;
          await requests.add({ ...request, n: 0, state: 'refused', open: 1, saw: 0, body, bytes, signature: '', size: 0, answeredAt: now, refusal });
        }
        return true;
      });
    },
    refusals: async (note) => (await steadily(database, () => of('refused', note).count())),
    async position(note) {
      const view = here(await steadily(database, () => views.get(note)));
      return view ? { epoch: view.epoch, seq: view.seq, head: view.head } : null;
    },
    purge: (before) => write(async () => {
      const old = await noteUpdates.where('state').anyOf('acknowledged', 'refused').filter((row) => (row.answeredAt ?? before) < before).primaryKeys();
      await noteUpdates.bulkDelete(old.filter((key) => key !== undefined));
    }),
  };
}
