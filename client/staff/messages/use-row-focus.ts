import { createEffect, createMemo, createSignal, onCleanup, type Accessor } from 'solid-js';
import type { VirtualizerHandle } from 'virtua/solid';

export interface RowFocus {
  /** The row j and k have come to, else the open one, else the first. */
  readonly current: Accessor<string | null>;
  readonly register: (id: string, element: HTMLElement) => void;
  readonly handle: (handle: VirtualizerHandle | undefined) => void;
  readonly focus: (id: string | null) => void;
  /** The neighbour of a row; the ends hold. */
  readonly beside: (id: string | null, by: 1 | -1) => string | null;
}

/** One tab stop for the whole list; the focus walks the rows, drawn or not. */
export function useRowFocus(ids: Accessor<readonly string[]>, selected: Accessor<string | null>, list: Accessor<HTMLElement | undefined>): RowFocus {
  const [walked, setWalked] = createSignal<string | null>(null);
  const elements = new Map<string, HTMLElement>();
  let virtual: VirtualizerHandle | undefined;
  const current = createMemo(() => {
    const here = walked();
    if (here !== null && ids().includes(here)) return here;
    const open = selected();
    return open !== null && ids().includes(open) ? open : (ids()[0] ?? null);
  });
  // Where the focus really is counts, however it came there.
  createEffect(() => {
    const element = list();
    if (!element) return;
    const onFocus = (event: FocusEvent): void => {
      for (const [id, row] of elements) if (row === event.target) setWalked(id);
    };
    element.addEventListener('focusin', onFocus);
    onCleanup(() => element.removeEventListener('focusin', onFocus));
  });
  return {
    current,
    register(id, element) {
      elements.set(id, element);
    },
    handle: (handle) => {
      virtual = handle;
    },
    focus(id) {
      if (id === null) return;
      setWalked(id);
      virtual?.scrollToIndex(ids().indexOf(id), { align: 'nearest' });
      // A row that is not drawn yet is drawn in the next frame.
      if (elements.get(id)?.isConnected) elements.get(id)?.focus();
      else requestAnimationFrame(() => requestAnimationFrame(() => elements.get(id)?.focus()));
    },
    beside(id, by) {
      const index = id === null ? -1 : ids().indexOf(id);
      if (index < 0) return ids()[0] ?? null;
      return ids()[Math.min(ids().length - 1, Math.max(0, index + by))] ?? null;
    },
  };
}
