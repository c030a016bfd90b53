import { createEffect, createSignal, getOwner, lazy, onCleanup, runWithOwner, Show, Suspense, type Accessor, type JSX } from 'solid-js';
import { useSync } from '../sync/sync.ts';
import type { Archive } from '../sync/views/use-archive.ts';

/** The archive of a patient's threads; its code is loaded once their view lists one, and few people have that many. */
export interface ArchiveLater {
  readonly archive: Accessor<Archive | null>;
  /** There is one, and this app cannot say yet what it holds. */
  readonly coming: Accessor<boolean>;
}

/** @param viewsOf threads/ first, which the caller has open; see useArchive */
export function useArchiveLater(viewsOf: Accessor<readonly string[]>, thread: Accessor<string>): ArchiveLater {
  const sync = useSync();
  const owner = getOwner();
  const [archive, setArchive] = createSignal<Archive | null>(null);
  const lists = (): boolean => viewsOf().slice(0, 1).some((view) => [...sync.views.raw.entries(view, 'archive')].length > 0);
  let gone = false;
  onCleanup(() => { gone = true; });
  createEffect(() => {
    if (archive() || !lists()) return;
    void Promise.all([import('../sync/views/use-archive.ts'), sync.views.pages()]).then(([{ useArchive }, store]) => {
      if (!gone && !archive()) runWithOwner(owner, () => setArchive(() => useArchive(store, viewsOf, thread)));
    }).catch(() => undefined);
  });
  return { archive, coming: () => archive() === null && lists() };
}

const EarlierThreads = lazy(() => import('./earlier-threads.tsx').then((part) => ({ default: part.EarlierThreads })));

/** @param of only where this thread is in the archive; in a list, always */
export function EarlierThreadsLater(props: { readonly archive: ArchiveLater; readonly of?: string }): JSX.Element {
  const shown = () => {
    const archive = props.archive.archive();
    return archive && (props.of === undefined || archive.lacks(props.of)) ? archive : null;
  };
  return <Show when={shown()}>{(archive) => <Suspense><EarlierThreads archive={archive()} /></Suspense>}</Show>;
}
