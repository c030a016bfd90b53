import * as Y from 'yjs';
import { isNote, notes, parseReadable } from '../../../../schema/notes.ts';
import { FOLLOWS, META } from '../../../../schema/view-kinds.ts';
import type { Sections } from './types.ts';

/** The one module of this folder, with the socket's, that brings Yjs: loaded after the first paint. */
export interface ViewDoc {
  readonly doc: Y.Doc;
  apply(updates: readonly Uint8Array[]): void;
  /** `meta.seq`, which the server writes into every row; null when the updates do not fit together. */
  seq(): number | null;
  /** The epoch whose last words these repeat, if any. */
  follows(): string | null;
  /**
   * Entries are the same objects as last time, or as in `before` (a snapshot, or the copy another document held), where they
   * say the same: a list on the screen keeps its rows, and whoever works in one keeps the place.
   */
  sections(before?: Sections | null): Sections;
  state(): Uint8Array;
  /** What a document with this state vector lacks. */
  changesSince(stateVector: Uint8Array): Uint8Array;
}

/** @param holds a view's sections; or the name of a note, whose texts then look like sections of one entry, "text" */
export function createViewDoc(holds: readonly string[] | string, updates: readonly Uint8Array[]): ViewDoc {
  const doc = new Y.Doc();
  const parsed = typeof holds === 'string' ? parseReadable(holds) : null;
  const texts: readonly string[] = parsed && isNote(parsed) ? notes[parsed.kind].texts : [];
  const maps = typeof holds === 'string' ? [META] : holds;
  function apply(given: readonly Uint8Array[]): void {
    doc.transact(() => { for (const update of given) Y.applyUpdate(doc, update); });
  }
  apply(updates);
  const kept = new WeakMap<object, unknown>();
  function keep(entry: unknown, before: unknown): unknown {
    if (typeof entry !== 'object' || entry === null) return entry;
    if (!kept.has(entry)) kept.set(entry, before !== undefined && JSON.stringify(entry) === JSON.stringify(before) ? before : entry);
    return kept.get(entry);
  }
  return {
    doc,
    apply,
    seq() {
      const seq: unknown = doc.getMap(META).get('seq');
      // Updates wait inside Yjs for others that are missing: what they carry is not shown, so the row is not reached.
      const waiting = doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
      return typeof seq === 'number' && !waiting ? seq : null;
    },
    follows() {
      const epoch: unknown = doc.getMap(META).get(FOLLOWS);
      return typeof epoch === 'string' ? epoch : null;
    },
    sections: (before) => Object.fromEntries<Sections[string]>([
      ...maps.map((name): [string, Sections[string]] => [name, Object.fromEntries([...doc.getMap(name).entries()].map(([id, entry]) => [id, keep(entry, before?.[name]?.[id])]))]),
      ...texts.map((name): [string, Sections[string]] => [name, { text: doc.getText(name).toJSON() }]),
    ]),
    state: () => Y.encodeStateAsUpdate(doc),
    changesSince: (stateVector) => Y.encodeStateAsUpdate(doc, stateVector),
  };
}

export const mergeUpdates = (updates: readonly Uint8Array[]): Uint8Array => {
  const [only] = updates;
  return only && updates.length === 1 ? only : Y.mergeUpdates([...updates]);
};
