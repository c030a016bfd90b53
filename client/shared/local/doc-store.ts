import { newId } from '../../../schema/ids.ts';
import type { Position } from '../../../schema/sync.ts';
import { lastOf } from '../../../schema/old-browsers.ts';
import type { AccountDatabase, StoredSnapshot, StoredView, StoredViewRow } from './account-database.ts';
import { open, seal } from './seal.ts';
import { steadily } from './steady.ts';

/** Section → entry id → JSON as the server wrote it. */
export type StoredSections = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** One Yjs update and the row it leads to; an update may carry several rows. */
export interface UpdateRow { readonly seq: number; readonly head: string; readonly update: Uint8Array }

export interface StoredCopy {
  readonly position: Position;
  /** Server time the copy is known to be current for, ms. */
  readonly asOf: number;
  /** The view as JSON, as of row `seq`. null: it is not here whole. */
  readonly snapshot: { readonly seq: number; readonly sections: StoredSections } | null;
  /** The view as it was when it was last here whole, in a history that is being replaced: shown until the new one is whole. */
  readonly replaced: { readonly epoch: string; readonly seq: number; readonly sections: StoredSections } | null;
  /** In order; empty unless asked for. */
  readonly updates: readonly Uint8Array[];
}

export interface Appending {
  /** Where the caller's copy stands in the store: `append` is a compare-and-set on it. null: nothing stored. */
  readonly expect: Position | null;
  /** The rows begin a history: whatever stands there is replaced in the same transaction (V4). */
  readonly reset: boolean;
  /** Of the epoch it repeats the last words of: a snapshot of that one stays until this one is whole. */
  readonly follows?: string | null;
  readonly epoch: string;
  readonly rows: readonly UpdateRow[];
  readonly asOf: number;
  /** Given when the copy is whole with these rows. */
  readonly sections?: StoredSections;
}

/**
 * Views on this device: updates, and the position they lead to, committed together (V8). Several tabs share it. Each
 * writes only where it knows what stands: `moved` means that another tab was there first, nothing was written, and the
 * caller reads again. So no row is lost, and none counts twice. What is here can be fetched again; requests are elsewhere.
 */
export interface DocStore {
  open(name: string, withUpdates?: boolean): Promise<StoredCopy | null>;
  append(name: string, appending: Appending): Promise<'stored' | 'moved'>;
  /** One update in place of all, when nothing moved. Also how a snapshot is renewed. */
  compact(name: string, at: Position, whole: { readonly state?: Uint8Array; readonly sections: StoredSections }): Promise<'stored' | 'moved'>;
  drop(names: readonly string[]): Promise<void>;
  /** Where each view stands; `letGo`: at the clinic, for it is not here. */
  positions(): Promise<Map<string, Standing>>;
  position(name: string): Promise<Position | null>;
  /**
   * Which history this device's copy is of; null: none is here. An epoch does not tell: a restored backup has the epochs
   * and numbers it always had, and other rows under them.
   */
  line(name: string): Promise<string | null>;
  /** These positions were seen to be the clinic's at `asOf`. Views that moved on are left alone. `openedAt`: by a screen, device clock. */
  confirm(positions: ReadonlyMap<string, Position>, asOf: number, openedAt?: (name: string) => number | undefined): Promise<void>;
}
export type Standing = Position & { readonly letGo?: 1 };

/** @param isOver nobody looks any more: what was cleared by a sign-out is not begun anew by a page that was still on its way */
export function createDocStore(database: AccountDatabase, isOver: () => boolean = () => false): DocStore {
  const { views, viewRows, snapshots, pages } = database;
  const tables = [views, viewRows, snapshots] as const;
  const write = <T>(work: () => Promise<T>): Promise<T> => steadily(database, () => database.transaction('rw', ...tables, work));
  const rowsOf = (name: string) => viewRows.where('view').equals(name);

  /** Sealing is not of IndexedDB's time: it happens before the transaction. */
  const sealSnapshot = async (name: string, at: { epoch: string; seq: number }, sections: StoredSections): Promise<StoredSnapshot> =>
    ({ name, epoch: at.epoch, seq: at.seq, sections: await seal(sections) });
  const sealRow = async (name: string, epoch: string, row: UpdateRow): Promise<StoredViewRow> =>
    ({ view: name, epoch, seq: row.seq, head: row.head, update: await seal(row.update) });

  return {
    async open(name, withUpdates = false) {
      const found = await steadily(database, () => database.transaction('r', ...tables, async () => ({
        view: await views.get(name),
        snapshot: await snapshots.get(name),
        rows: withUpdates ? await rowsOf(name).sortBy('seq') : [],
      })));
      const view = here(found.view);
      if (!view) return null;
      const { snapshot } = found;
      const isReplaced = snapshot !== undefined && snapshot.epoch !== view.epoch;
      return {
        position: positionOf(view),
        asOf: view.asOf,
        snapshot: snapshot && !isReplaced ? { seq: snapshot.seq, sections: await open(snapshot.sections) } : null,
        replaced: snapshot && isReplaced ? { epoch: snapshot.epoch, seq: snapshot.seq, sections: await open(snapshot.sections) } : null,
        updates: await Promise.all(found.rows.filter((row) => row.epoch === view.epoch).map((row) => open(row.update))),
      };
    },

    async append(name, { expect, reset, follows, epoch, rows, asOf, sections }) {
      const last = lastOf(rows);
      const at = last ? { epoch, seq: last.seq, head: last.head } : expect;
      if (!at) return 'moved';
      const sealed = await Promise.all(rows.map((row) => sealRow(name, epoch, row)));
      const snapshot = sections && await sealSnapshot(name, at, sections);
      return write(async () => {
        const stands = here(await views.get(name));
        if (!stands && isOver()) return 'moved';
        // A try that was told "aborted" may have been committed after all; it is this very row then, and the same words.
        if (!samePosition(stands ? positionOf(stands) : null, expect)) return stands && samePosition(positionOf(stands), at) ? 'stored' : 'moved';
        if (reset) {
          await rowsOf(name).delete();
          if ((await snapshots.get(name))?.epoch !== follows) await snapshots.delete(name);
        }
        await viewRows.bulkPut(sealed);
        if (snapshot) await snapshots.put(snapshot);
        const line = reset ? newId() : stands?.line;
        await views.put({ cameAt: Date.now(), ...stands, ...(line === undefined ? {} : { line }), name, ...at, asOf: asOf || (stands?.asOf ?? 0) });
        return 'stored';
      });
    },

    async compact(name, at, { state, sections }) {
      const snapshot = await sealSnapshot(name, at, sections);
      const row = state && await sealRow(name, at.epoch, { seq: at.seq, head: at.head, update: state });
      return write(async () => {
        const stands = here(await views.get(name));
        if (!stands || !samePosition(positionOf(stands), at)) return 'moved';
        await snapshots.put(snapshot);
        if (row) {
          await rowsOf(name).delete();
          await viewRows.put(row);
        }
        return 'stored';
      });
    },

    drop: (names) => steadily(database, () => database.transaction('rw', ...tables, pages, async () => {
      await pages.where('view').anyOf([...names]).delete();
      await viewRows.where('view').anyOf([...names]).delete();
      await snapshots.bulkDelete([...names]);
      await views.bulkDelete([...names]);
    })),

    positions: () => steadily(database, async () => new Map((await views.toArray()).map((view) => [view.name, view.letGo ? { ...positionOf(view), letGo: view.letGo } : positionOf(view)]))),

    position: (name) => steadily(database, async () => {
      const view = here(await views.get(name));
      return view ? positionOf(view) : null;
    }),

    line: (name) => steadily(database, async () => {
      const view = await views.get(name);
      return view ? (view.line ?? view.epoch) : null;
    }),

    confirm: (positions, asOf, openedAt) => write(async () => {
      const standing = (await views.bulkGet([...positions.keys()])).filter((view) => view !== undefined);
      await views.bulkPut(standing
        .filter((view) => samePosition(positionOf(view), positions.get(view.name) ?? null) && view.asOf < asOf)
        .map((view) => ({ ...view, asOf, openedAt: openedAt?.(view.name) ?? view.openedAt ?? 0 })));
    }),
  };
}

/** What was let go of is not here. */
export const here = (view: StoredView | undefined): StoredView | undefined => (view?.letGo ? undefined : view);

const positionOf = ({ epoch, seq, head }: StoredView): Position => ({ epoch, seq, head });

export function samePosition(a: Position | null, b: Position | null): boolean {
  return a === b || (a !== null && b !== null && a.epoch === b.epoch && a.seq === b.seq && a.head === b.head);
}
