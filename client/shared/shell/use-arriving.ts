import { createEffect, createSignal, onCleanup, type Accessor } from 'solid-js';
import { useSync } from '../sync/sync.ts';
import type { Progress } from '../sync/views/types.ts';

export interface Arriving extends Progress {
  /** On the line as it has been since this was first looked at; null while that is not known. */
  readonly secondsLeft: number | null;
  /** For how long it has been arriving, s. */
  readonly seconds: number;
}

/** Less than that tells nothing of a line. */
const MEASURED_S = 3;

/** What is still to come of what is new to this device, and how long that may take. */
export function useArriving(): Accessor<Arriving | null> {
  const sync = useSync();
  const [now, setNow] = createSignal(Date.now());
  const [began, setBegan] = createSignal<{ readonly at: number; readonly bytes: number } | null>(null);
  const ticking = setInterval(() => setNow(Date.now()), 1_000);
  onCleanup(() => clearInterval(ticking));
  createEffect<boolean>((before) => {
    const progress = sync.views.progress();
    if (progress && !before) setBegan({ at: Date.now(), bytes: progress.bytes });
    return progress !== null;
  }, false);
  return () => {
    const progress = sync.views.progress();
    const from = began();
    if (!progress || !from) return null;
    const seconds = Math.max(0, (now() - from.at) / 1000);
    const came = progress.bytes - from.bytes;
    const secondsLeft = seconds < MEASURED_S || came <= 0 ? null : ((progress.ofBytes - progress.bytes) * seconds) / came;
    return { ...progress, seconds, secondsLeft };
  };
}
