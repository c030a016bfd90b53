import { createEffect, createMemo, createSignal, on, type Accessor } from 'solid-js';
import { messageEntry, type MessageEntry } from '../../../../schema/messages.ts';
import { pageEntry, type PageEntry } from '../../../../schema/pages.ts';
import { useSync } from '../sync.ts';
import { useView } from './use-view.ts';

/** The part of a conversation that is not in its view any more, opened page by page from its end (V6). */
export interface Earlier {
  readonly messages: Accessor<readonly MessageEntry[]>;
  /** Messages in pages that were not opened yet. */
  readonly left: Accessor<number>;
  readonly unreadable: Accessor<number>;
  /** `away`: the next page is not on this device, and the clinic cannot be asked now. */
  readonly state: Accessor<'ready' | 'opening' | 'away'>;
  /** Resolves when they are on the screen, or cannot be had. */
  more(): Promise<void>;
}

interface Opened { readonly hash: string; readonly entries: readonly MessageEntry[]; readonly unreadable: number }

/** @param inView the conversation as its view has it: with nothing there, the newest page opens by itself */
export function useEarlier(viewOf: Accessor<string | null>, thread: Accessor<string>, inView: Accessor<readonly MessageEntry[]>): Earlier {
  const sync = useSync();
  const view = useView(viewOf);
  const listed = view.section('pages', pageEntry);
  /** Newest first. */
  const pages = createMemo((): (PageEntry & { hash: string })[] =>
    Object.entries(listed()).filter(([, page]) => page.thread === thread()).map(([hash, page]) => ({ hash, ...page })).sort((a, b) => b.from - a.from));
  const [depth, setDepth] = createSignal(Number.POSITIVE_INFINITY);
  const [opened, setOpened] = createSignal<ReadonlyMap<string, Opened>>(new Map());
  const [state, setState] = createSignal<'ready' | 'opening' | 'away'>('ready');
  const key = (): string => `${viewOf() ?? ''} ${thread()}`;
  createEffect(on(key, () => {
    setDepth(Number.POSITIVE_INFINITY);
    setOpened(new Map());
    setState('ready');
  }, { defer: true }));

  let turn: Promise<unknown> = Promise.resolve();
  /** One after another; false: it could not be had. */
  function open(hash: string): Promise<boolean> {
    const [of, name] = [key(), viewOf()];
    const mine = turn.then(async () => {
      if (name === null || of !== key() || opened().has(hash)) return true;
      setState('opening');
      const found = await sync.views.pages().then((store) => store.open(name, hash)).catch(() => ({ kind: 'away' as const }));
      if (of !== key()) return true;
      if (found.kind !== 'page') {
        setState('away');
        // What this device was told of the pages may be old.
        if (found.kind === 'gone') void sync.views.refresh().catch(() => undefined);
        return false;
      }
      const read = found.entries.map((entry) => messageEntry.safeParse(entry));
      const entries = read.flatMap((entry) => (entry.success ? [entry.data] : []));
      setOpened((before) => new Map(before).set(hash, { hash, entries, unreadable: read.length - entries.length }));
      setState('ready');
      return true;
    });
    turn = mine.catch(() => undefined);
    return mine;
  }

  const shown = createMemo(() => pages().filter((page) => page.from >= depth()));
  // What leaves the window while it is on the screen, and a page that was sealed anew, take the place of what was there.
  createEffect(() => {
    for (const { hash } of shown()) if (!opened().has(hash)) void open(hash);
  });

  async function more(): Promise<void> {
    const next = pages().find((page) => page.from < depth());
    if (next && await open(next.hash)) setDepth(next.from);
  }
  // A conversation that left its view whole has to begin somewhere.
  createEffect(() => {
    if (view.held() && inView().length === 0 && pages().length > 0 && depth() === Number.POSITIVE_INFINITY && state() === 'ready') void more();
  });

  const openPages = createMemo(() => shown().flatMap(({ hash }) => opened().get(hash) ?? []));
  return {
    messages: createMemo(() => {
      const held = new Set(inView().map(({ id }) => id));
      return openPages().flatMap(({ entries }) => entries).filter(({ id }) => !held.has(id)).sort((a, b) => a.seq - b.seq);
    }),
    left: () => pages().reduce((sum, page) => sum + (page.from < depth() ? page.count : 0), 0),
    unreadable: () => openPages().reduce((sum, page) => sum + page.unreadable, 0),
    state,
    more,
  };
}
