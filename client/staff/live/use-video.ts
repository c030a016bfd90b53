import { createEffect, createSignal, on, onCleanup, type Accessor } from 'solid-js';
import { liveStatus } from '../../../schema/live-routes.ts';
import { useReachable } from '../../shared/shell/use-reachable.ts';
import { askClinic } from '../shared/ask-clinic.ts';

export type VideoState = 'unknown' | 'none' | 'notConfigured' | 'unreachable' | 'offline';
const EVERY_MS = 60_000;

/** Whether there is a place to meet by video now; 'none': nothing is missing. Asked when a page opens, when the line is back, and each minute. */
export function useVideo(): Accessor<VideoState> {
  const isReachable = useReachable();
  const [state, setState] = createSignal<VideoState>('unknown');
  let asked = 0;
  async function ask(): Promise<void> {
    asked += 1;
    const mine = asked;
    const answer = await askClinic('/api/live', liveStatus, { method: 'GET' });
    // Without an answer the last one stands: the line itself is shown elsewhere.
    if (mine === asked && answer.ok) setState(answer.value.available ? 'none' : answer.value.reason === 'notConfigured' ? 'notConfigured' : 'unreachable');
  }
  let timer: ReturnType<typeof setInterval> | undefined;
  createEffect(on(isReachable, (reachable) => {
    clearInterval(timer);
    if (!reachable) return;
    void ask();
    timer = setInterval(() => { if (document.visibilityState === 'visible') void ask(); }, EVERY_MS);
  }));
  onCleanup(() => {
    asked += 1;
    clearInterval(timer);
  });
  return () => (isReachable() ? state() : 'offline');
}
