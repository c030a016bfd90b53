import { createEffect, createMemo, createSignal, on, type Accessor } from 'solid-js';
import { archivedEntry, archiveEntry, type ArchiveEntry } from '../../../../schema/pages.ts';
import { useSync } from '../sync.ts';
import type { Pages, Sections } from './types.ts';
import { useView } from './use-view.ts';

/** Whole threads that left the views of a patient, opened page by page, newest first (V6). Once opened they show in their views. */
export interface Archive {
  /** Threads in pages that were not opened yet. */
  readonly left: Accessor<number>;
  readonly state: Accessor<'ready' | 'opening' | 'away'>;
  /** The thread is in the archive, and not (whole) on the screen yet. */
  lacks(thread: string): boolean;
  /** Resolves when they are on the screen, or cannot be had. */
  more(): Promise<void>;
}

/**
 * @param viewsOf the views with an archive; what is opened of the first is opened of the others
 * @param thread the one on the screen: its pages open by themselves
 */
export function useArchive(store: Pages, viewsOf: Accessor<readonly string[]>, thread: Accessor<string>): Archive {
  const sync = useSync();
  const names = createMemo(viewsOf, [], { equals: (a, b) => a.join() === b.join() });
  const first = useView(() => names()[0] ?? null);
  const second = useView(() => names()[1] ?? null);
  const listings = [first.section('archive', archiveEntry), second.section('archive', archiveEntry)];
  const [wanted, setWanted] = createSignal<ReadonlySet<string>>(new Set());
  const [state, setState] = createSignal<'ready' | 'opening' | 'away'>('ready');
  createEffect(on(names, () => {
    setWanted(new Set<string>());
    setState('ready');
  }, { defer: true }));

  interface Page extends ArchiveEntry { readonly view: string; readonly hash: string }
  /** Not opened yet, newest first, view after view. */
  const closed = createMemo((): Page[] => names().flatMap((view, i) => {
    const recalled = store.recalled(view);
    return Object.entries(listings[i]?.() ?? {}).filter(([hash]) => !recalled.has(hash))
      .map(([hash, page]) => ({ view, hash, ...page })).sort((a, b) => b.at - a.at || b.count - a.count);
  }));
  const asked = createMemo(() => closed().filter((page) => page.threads.some((id) => id === thread() || wanted().has(id))));

  let turn: Promise<unknown> = Promise.resolve();
  /** One after another; false: it could not be had. */
  function open({ view, hash }: Page): Promise<boolean> {
    const mine = turn.then(async () => {
      if (!names().includes(view) || store.recalled(view).has(hash)) return true;
      setState('opening');
      const found = await store.open(view, hash).catch(() => ({ kind: 'away' as const }));
      if (found.kind === 'page') store.recall(view, hash, bySection(found.entries));
      // What this device was told of the pages may be old.
      else if (found.kind === 'gone') void sync.views.refresh().catch(() => undefined);
      setState(found.kind === 'page' ? 'ready' : 'away');
      return found.kind === 'page';
    });
    turn = mine.catch(() => undefined);
    return mine;
  }
  // What was on the screen and was sealed anew is opened again.
  createEffect(() => {
    for (const page of asked()) void open(page);
  });

  return {
    left: createMemo(() => closed().reduce((sum, { view, count }) => sum + (view === names()[0] ? count : 0), 0)),
    state,
    lacks: (id) => closed().some(({ threads }) => threads.includes(id)),
    async more() {
      const pending = asked();
      if (pending.length > 0) return void await Promise.all(pending.map(open));
      const next = closed()[0];
      if (!next) return;
      // All of the threads it speaks of, and not a part of them: the neighbouring page too, and what staff decided about them.
      const pages = closed().filter(({ threads }) => threads.some((id) => next.threads.includes(id)));
      const opened = await Promise.all(pages.map(open));
      if (opened.every(Boolean)) setWanted((before) => new Set([...before, ...next.threads]));
    },
  };
}

function bySection(entries: readonly unknown[]): Sections {
  const sections: Record<string, Record<string, unknown>> = {};
  for (const raw of entries) {
    const read = archivedEntry.safeParse(raw);
    if (!read.success) continue;
    const { section, id, value } = read.data;
    sections[section] = { ...sections[section], [id]: value };
  }
  return sections;
}
