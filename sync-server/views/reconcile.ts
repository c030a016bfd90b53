import { isDeepStrictEqual } from 'node:util';
import type * as Y from 'yjs';

/** An entry that is to be set, or (undefined) to leave. */
export interface Change {
  readonly section: string;
  readonly id: string;
  readonly value: unknown;
}

/** What stands in a view instead of an entry that fails its shape (V2): seen to be there, and not readable. */
export const UNREADABLE = { unreadable: true } as const;

/** Differences between a section and what the record says now; nothing else is ever written. `entries` is JSON. */
export function findChanges(doc: Y.Doc, section: string, ids: readonly string[] | 'all', entries: ReadonlyMap<string, unknown>): Change[] {
  const map = doc.getMap(section);
  const looked = ids === 'all' ? new Set([...map.keys(), ...entries.keys()]) : new Set(ids);
  const changes: Change[] = [];
  for (const id of looked) {
    const value = entries.get(id);
    if (value === undefined ? map.has(id) : !isDeepStrictEqual(map.get(id), value)) changes.push({ section, id, value });
  }
  return changes;
}

export function applyChanges(doc: Y.Doc, changes: readonly Change[]): void {
  for (const { section, id, value } of changes) {
    const map = doc.getMap(section);
    if (value === undefined) map.delete(id);
    else map.set(id, value);
  }
}

/**
 * A row may have 32 KB (V6), and has fewer: it is what a cut line loses, and a view of 256 KB fetched over a line that is
 * cut three times may fetch 5 % twice.
 */
const ROW_BYTES = 6 * 1024;
/** What Yjs adds to an entry's JSON is less. */
const ENTRY_OVERHEAD = 64;

/** Cuts changes into rows' worths. An entry that is larger than a row by itself still goes into one. */
export function splitChanges(changes: readonly Change[]): Change[][] {
  const batches: Change[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const change of changes) {
    const size = ENTRY_OVERHEAD + Buffer.byteLength(change.id) + (change.value === undefined ? 0 : Buffer.byteLength(JSON.stringify(change.value)));
    if (bytes + size > ROW_BYTES) {
      batches.push([]);
      bytes = 0;
    }
    batches.at(-1)?.push(change);
    bytes += size;
  }
  return batches;
}
