import type { WriterCopy } from './linear-history.ts';

/**
 * The copies this instance writes with, the least recently used let go first: a copy is a saving, never needed. One is
 * taken out while it is written with and put back only after its transaction is known to have committed, so an error or
 * an unknown COMMIT leaves nothing behind.
 */
export interface WriterCopies {
  has(view: string): boolean;
  take(view: string): WriterCopy | null;
  put(view: string, copy: WriterCopy): void;
}

/** @param limit copies kept at most; a copy of a full view (256 KB) takes a few MB */
export function createWriterCopies(limit: number): WriterCopies {
  const copies = new Map<string, WriterCopy>();
  return {
    has: (view) => copies.has(view),
    take(view) {
      const copy = copies.get(view) ?? null;
      copies.delete(view);
      return copy;
    },
    put(view, copy) {
      copies.set(view, copy);
      for (const oldest of copies.keys()) {
        if (copies.size <= limit) return;
        copies.get(oldest)?.doc.destroy();
        copies.delete(oldest);
      }
    },
  };
}
