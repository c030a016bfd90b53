import type { AccountDatabase, StoredDraft, StoredRequest } from './account-database.ts';
import { endDependents } from './end-dependents.ts';
import { dropSpares, keepSpare } from './spare-store.ts';
import { steadily } from './steady.ts';

const NUMBER = 'n';
const DAY = 24 * 60 * 60 * 1000;
/** Answered requests stay this long: should the clinic have to restore an old backup, they bring back what it lost. */
export const KEPT_DAYS = 35;

export const waitingStates: ReadonlySet<StoredRequest['state']> = new Set(['saved', 'sending']);
export const isWaiting = (row: StoredRequest): boolean => waitingStates.has(row.state);

/**
 * The requests of one account on this device. Each method that writes is one transaction of strict durability, committed
 * when it resolves. Several tabs and workers use it at once; nothing here is kept in memory.
 */
export interface RequestStore {
  /** What `save` expects as the next request's `n`. */
  nextNumber(): Promise<number>;
  /** False: another tab took that number meanwhile; nothing was written. `draft`: dropped in the same transaction. */
  save(row: StoredRequest, draft?: string): Promise<boolean>;
  get(id: string): Promise<StoredRequest | null>;
  /** What somebody still has to look at, by `n`. */
  open(): Promise<StoredRequest[]>;
  /** What there is to post: waiting, then what is to be asked about again; each by `n`. */
  queue(): Promise<StoredRequest[]>;
  /** R9: `saved → sending`, before bytes leave. Gives back those that are still there to be sent. */
  markSending(ids: readonly string[], now: number): Promise<StoredRequest[]>;
  /** The try came to nothing: none of them is under way. */
  endTry(ids: readonly string[]): Promise<void>;
  /** Applies to each row that is still there; undefined leaves it. */
  change(ids: readonly string[], to: (row: StoredRequest) => StoredRequest | undefined): Promise<void>;
  /**
   * Takes the request out and gives it back, unless bytes may have left (null). Who depends on it is ended with it. Its words
   * are in these drafts in the same transaction. 'moved': one of them is not what was read any more, and nothing was done.
   */
  undo(id: string, words?: readonly WordsGoing[]): Promise<StoredRequest | null | 'moved'>;
  /** Asks again about everything still here that was taken: the clinic's record may be an older one than it answered from. */
  askAgain(): Promise<void>;
  /** Drops what was answered long ago and needs nobody. Long before the last answer: a clock set forward drops nothing. */
  purge(now: number): Promise<void>;
}

/** A draft as it is to be, and as it was read before. */
export interface WordsGoing { readonly to: StoredDraft; readonly from: StoredDraft | null }

export function createRequestStore(database: AccountDatabase): RequestStore {
  const { requests, settings } = database;
  const write = <T>(work: () => Promise<T>): Promise<T> => steadily(database, () => database.transaction('rw', requests, work));
  const byNumber = (rows: StoredRequest[]): StoredRequest[] => rows.sort((a, b) => a.n - b.n);

  async function readNumber(): Promise<number> {
    const value = (await settings.get(NUMBER))?.value;
    return typeof value === 'number' ? value : 1;
  }

  return {
    nextNumber: () => steadily(database, readNumber),
    async save(row, draft) {
      const spare = keepSpare(database.name, row);
      let saved = false;
      try {
        saved = await steadily(database, () => database.transaction('rw', requests, settings, database.drafts, async () => {
          // A try that was told "aborted" may have been committed after all.
          if (await requests.get(row.id)) return true;
          if ((await readNumber()) !== row.n) return false;
          await settings.put({ key: NUMBER, value: row.n + 1 });
          await requests.add(row);
          if (draft !== undefined) await database.drafts.delete(draft);
          return true;
        }));
      } finally {
        await spare;
        if (!saved) await dropSpares(database.name, [row.id]);
      }
      return saved;
    },
    get: async (id) => (await steadily(database, () => requests.get(id))) ?? null,
    open: async () => byNumber(await requests.where('open').equals(1).toArray()),
    async queue() {
      const [waiting, asked] = await steadily(database, () => Promise.all([
        requests.where('state').anyOf('saved', 'sending').toArray(),
        requests.where('ask').equals(1).toArray(),
      ]));
      // What a person wrote does not wait behind weeks that a restored record is asked about.
      return [...byNumber(waiting), ...byNumber(asked.filter((row) => !isWaiting(row)))];
    },
    markSending: (ids, now) => write(async () => {
      const rows = (await requests.bulkGet([...ids])).filter((row) => row !== undefined);
      const sending = rows.filter((row) => isWaiting(row) || row.ask === 1)
        .map((row): StoredRequest => (isWaiting(row) ? { ...row, state: 'sending', inFlightSince: now } : row));
      await requests.bulkPut(sending.filter(isWaiting));
      return byNumber(sending);
    }),
    endTry: async (ids) => void await write(() => changeRows(ids, ({ inFlightSince: _ended, ...row }) => row)),
    change: async (ids, to) => dropSpares(database.name, await write(() => changeRows(ids, to))),
    async undo(id, words = []) {
      // First: a copy of what was taken back would be sent after all.
      await dropSpares(database.name, [id]);
      let stays: StoredRequest | undefined;
      const undone = await steadily(database, () => database.transaction('rw', requests, database.drafts, async () => {
        const row = stays = await requests.get(id);
        if (row?.state !== 'saved') return null;
        const stand = await database.drafts.bulkGet(words.map(({ to }) => to.key));
        if (words.some(({ from }, i) => stand[i]?.at !== from?.at)) return 'moved';
        await database.drafts.bulkPut(words.map(({ to }) => to));
        await requests.delete(id);
        await endDependents(database, [id]);
        stays = undefined;
        return row;
      }));
      if (stays && isWaiting(stays)) await keepSpare(database.name, stays);
      return undone;
    },
    askAgain: () => write(async () => {
      const rows = await requests.where('state').anyOf('done', 'held').toArray();
      await requests.bulkPut(rows.map((row): StoredRequest => ({ ...row, ask: 1 })));
    }),
    purge: (now) => write(async () => {
      const last = (await requests.orderBy('answeredAt').last())?.answeredAt ?? now;
      const old = await requests.where('answeredAt').below(Math.min(now, last) - KEPT_DAYS * DAY).toArray();
      await requests.bulkDelete(old.filter((row) => row.open === undefined && !isWaiting(row)).map((row) => row.id));
    }),
  };

  /** @returns which of them wait no more */
  async function changeRows(ids: readonly string[], to: (row: StoredRequest) => StoredRequest | undefined): Promise<string[]> {
    const rows = (await requests.bulkGet([...ids])).filter((row) => row !== undefined);
    const changed = rows.flatMap((row) => to(row) ?? []);
    await requests.bulkPut(changed);
    const lost = changed.filter((row) => row.state === 'refused').map((row) => row.id);
    if (lost.length > 0) await endDependents(database, lost);
    return changed.filter((row) => !isWaiting(row)).map((row) => row.id);
  }
}

/** In a transaction of its own or of its caller: a request of which there was a copy only, which may have left already. */
export async function putBack({ requests, settings }: AccountDatabase, row: StoredRequest): Promise<void> {
  await requests.put({ ...row, state: 'sending' });
  const next = (await settings.get(NUMBER))?.value;
  await settings.put({ key: NUMBER, value: Math.max(typeof next === 'number' ? next : 1, row.n + 1) });
}
