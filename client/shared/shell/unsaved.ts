import { createEffect, createSignal, onCleanup, type Accessor } from 'solid-js';

/**
 * Forms that keep no draft say so while something is typed in them: no update is offered then. One page, one count; it is
 * about this tab alone.
 */
const [open, setOpen] = createSignal(0);

export const hasUnsaved: Accessor<boolean> = () => open() > 0;

/** While `dirty` is true, what stands in a form would be lost by loading the page anew. */
export function useUnsaved(dirty: Accessor<boolean>): void {
  createEffect(() => {
    if (!dirty()) return;
    setOpen((count) => count + 1);
    onCleanup(() => setOpen((count) => count - 1));
  });
}
