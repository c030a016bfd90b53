import { createComputed, createMemo, createSignal, on, onCleanup, type Accessor } from 'solid-js';
import type * as z from 'zod/mini';
import type { LocalRequest } from '../../local/account-database.ts';
import { useSync } from '../sync.ts';
import { createById } from './by-id.ts';
import { createEntryReader } from './read-section.ts';
import type { Freshness, OpenView, Overlay, ViewSync } from './types.ts';

/** A view as a screen reads it: what the clinic said, with what waits on this device on top. */
export interface View {
  /** Entries by id, each only replaced where it changed. What fails its shape is left out here and counted below. */
  section<T>(name: string, shape: z.ZodMiniType<T>): Accessor<Readonly<Record<string, T>>>;
  /** How many entries of a section cannot be read by this app; say so beside the list. */
  unreadable(section: string): Accessor<number>;
  readonly freshness: Accessor<Freshness>;
  /** It is on this device, whole. */
  readonly held: Accessor<boolean>;
  /** The clinic said that it is not ours, or does not exist. */
  readonly refused: Accessor<boolean>;
  /** The waiting request that shows in this entry. */
  waitingOn(section: string, id: string): LocalRequest | undefined;
}

/** Opens a view while the caller lives; another name, another view. null: none. */
export function useView(name: Accessor<string | null>): View {
  const { views, overlay } = useSync();
  return createView(views, overlay, name);
}

export function createView(views: ViewSync, overlay: Overlay, name: Accessor<string | null>): View {
  const wanted = createMemo(name);
  const [opened, setOpened] = createSignal<OpenView | null>(null);
  // Before anything below is read, so that no screen paints another person's view under a new name.
  createComputed(on(wanted, (view) => {
    const open = view === null ? null : views.open(view);
    setOpened(open);
    onCleanup(() => open?.release());
  }));
  const counts = new Map<string, Accessor<number>>();
  const [sectionsRead, setSectionsRead] = createSignal(0);

  return {
    section<T>(section: string, shape: z.ZodMiniType<T>) {
      const read = createEntryReader(shape);
      const entries = createMemo(() => {
        const open = opened();
        const base = open?.sections()?.[section] ?? {};
        return read(open ? overlay.apply(open.name, section, base) : base);
      });
      counts.set(section, () => entries().unreadable);
      setSectionsRead(counts.size);
      // Of another view no entry is kept: what is parsed anew is another object, however alike.
      return createById(() => entries().fit);
    },
    unreadable: (section) => () => {
      sectionsRead();
      return counts.get(section)?.() ?? 0;
    },
    freshness: () => opened()?.freshness() ?? { kind: 'none' },
    held: () => (opened()?.sections() ?? null) !== null,
    refused: () => opened()?.refused() ?? false,
    waitingOn(section, id) {
      const open = opened();
      return open ? overlay.waitingOn(open.name, section, id) : undefined;
    },
  };
}
