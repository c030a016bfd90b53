import { createEffect, createSignal, type Accessor } from 'solid-js';
import { useSync } from '../sync.ts';

/**
 * Names of the views this device holds, for "Not on this device". Read again whenever the clinic's list or a first
 * sync moved; null while it is not known, and then nothing is marked.
 */
export function useHeldViews(): Accessor<ReadonlySet<string> | null> {
  const sync = useSync();
  const [held, setHeld] = createSignal<ReadonlySet<string> | null>(null);
  let asked = 0;
  createEffect(() => {
    sync.views.list();
    sync.views.progress();
    sync.state();
    asked += 1;
    const mine = asked;
    void sync.views.held().then((names) => {
      if (mine === asked) setHeld(new Set(names));
    });
  });
  return held;
}
