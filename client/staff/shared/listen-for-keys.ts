import { createEffect, onCleanup, type Accessor } from 'solid-js';

/** Keys pressed inside an element, and nowhere else. */
export function listenForKeys(element: Accessor<HTMLElement | undefined>, onKey: (event: KeyboardEvent) => void): void {
  createEffect(() => {
    const inside = element();
    if (!inside) return;
    inside.addEventListener('keydown', onKey);
    onCleanup(() => inside.removeEventListener('keydown', onKey));
  });
}
