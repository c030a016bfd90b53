import { createEffect, createSignal, onCleanup, type Accessor } from 'solid-js';
import { appMade } from '../../../schema/app-made.ts';
import { dropLost, lessRestored, readKept, readLost, writeKept, writeLost, type KeptMarker } from '../local/kept-marker.ts';
import { countRestored } from '../local/restore-spares.ts';
import type { Sync } from '../sync/sync.ts';

const MARK = 'kept';

export interface Lost { readonly found: Accessor<KeptMarker | null>; readonly dismiss: () => void }

/**
 * Keeps count of what waits here outside the database, and notices a database that is not the one the count was made of. Once
 * per start, inside a root.
 */
export function watchKept(sync: Sync, failed: (error: unknown) => void): Lost {
  const { id } = sync.account;
  const [found, setFound] = createSignal(readLost(id));
  const [ready, setReady] = createSignal(false);
  const [drafts, setDrafts] = createSignal(0);
  onCleanup(sync.drafts.watchKeys((keys) => setDrafts(keys.length)));

  async function compare(): Promise<void> {
    const marker = readKept(id);
    if (await sync.settings.read(MARK) === null) {
      if (marker) {
        const lost = lessRestored(marker, await countRestored(id));
        writeLost(id, lost);
        setFound(lost);
      }
      // First in the database: a mark that is only outside would be a loss that never was.
      await sync.settings.write(MARK, 'yes');
    }
    setReady(true);
  }
  void compare().catch(failed);
  createEffect(() => {
    if (!ready()) return;
    const waiting = sync.waiting().filter(({ type }) => !appMade.has(type));
    const since = waiting.reduce<number | null>((oldest, { savedAt }) => Math.min(savedAt, oldest ?? savedAt), null);
    writeKept(id, { unsent: waiting.length + sync.unsentNotes(), drafts: drafts(), since });
  });
  return {
    found,
    dismiss() {
      dropLost(id);
      setFound(null);
    },
  };
}
