import { createMemo, getListener, getOwner, onCleanup, runWithOwner, untrack, type Accessor } from 'solid-js';
import { hasOwn } from '../../../../schema/old-browsers.ts';

type Entries<T> = Readonly<Record<string, T>>;

/**
 * A record of entries that tells apart who asks: whoever reads one entry by its id runs again when that one is exchanged,
 * whoever walks over all of them when any is. Every reader sees one state of the record, also while a change of page is
 * under way: Solid's store then lists a new id whose entry is not there yet.
 */
export function createById<T>(record: Accessor<Entries<T>>): Accessor<Entries<T>> {
  const entries = createMemo(record, {}, { equals: sameEntries });
  const owner = getOwner();
  const one = new Map<string, Accessor<T | undefined>>();
  let gone = false;
  onCleanup(() => {
    gone = true;
    one.clear();
  });
  const read = (id: string): T | undefined => (hasOwn(entries(), id) ? entries()[id] : undefined);
  function follow(id: string): T | undefined {
    if (gone || getListener() === null) return untrack(() => read(id));
    let followed = one.get(id);
    if (followed === undefined) {
      followed = runWithOwner(owner, () => createMemo(() => read(id))) as Accessor<T | undefined>;
      one.set(id, followed);
    }
    return followed();
  }
  /** Walked over, an entry is described first and then read: that reader already follows all of them. */
  let walked: string | null = null;
  const proxy = new Proxy<Entries<T>>({}, {
    ownKeys: () => Object.keys(entries()),
    getOwnPropertyDescriptor(_, id) {
      if (typeof id !== 'string') return undefined;
      const found = Object.getOwnPropertyDescriptor(entries(), id);
      walked = found ? id : null;
      return found && { ...found, configurable: true };
    },
    has: (_, id) => hasOwn(entries(), id),
    get(_, id) {
      if (typeof id !== 'string') return undefined;
      const all = walked === id;
      walked = null;
      return all ? read(id) : follow(id);
    },
    set: () => false,
    deleteProperty: () => false,
  });
  return () => proxy;
}

function sameEntries<T>(before: Entries<T>, after: Entries<T>): boolean {
  if (before === after) return true;
  const ids = Object.keys(after);
  // In their order, too: a list drawn from them follows it.
  return ids.length === Object.keys(before).length && Object.keys(before).every((id, index) => ids[index] === id && before[id] === after[id]);
}
