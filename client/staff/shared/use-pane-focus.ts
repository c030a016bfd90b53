import { createEffect, createSignal, type Accessor } from 'solid-js';

export interface PaneFocus {
  /** Enter, j and k move the reader into the thread they open: to its heading, as soon as that is drawn. A click does not. */
  readonly want: (thread: string | null) => void;
  readonly forget: () => void;
}

/** @param drawn the thread whose heading stands in the pane now */
export function usePaneFocus(pane: Accessor<HTMLElement | undefined>, drawn: Accessor<string | null>): PaneFocus {
  const [wanted, setWanted] = createSignal<string | null>(null);
  createEffect(() => {
    const thread = wanted();
    if (thread === null || drawn() !== thread) return;
    queueMicrotask(() => {
      if (wanted() !== thread) return;
      setWanted(null);
      pane()?.querySelector<HTMLElement>('h2')?.focus();
    });
  });
  return { want: (thread) => void setWanted(thread), forget: () => void setWanted(null) };
}
