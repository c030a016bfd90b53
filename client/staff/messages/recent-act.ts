import { createSignal } from 'solid-js';
import type { LocalRequest, Sync } from '../../shared/sync/sync.ts';

export interface RecentAct {
  readonly request: LocalRequest;
  /** Once it has left the device: the act that sets it back, if there is one. */
  readonly counter?: () => Promise<unknown>;
  /** Words that were taken back with it. */
  readonly onTakenBack?: (request: LocalRequest) => void;
}

export interface RecentActs {
  push(act: RecentAct): void;
  /** Undo is exact while the request is saved (R9); later it is a counter-request; else there is nothing to undo. */
  undo(): Promise<boolean>;
}

const KEPT = 20;

export function createRecentActs(sync: Sync): RecentActs {
  const [acts, setActs] = createSignal<readonly RecentAct[]>([]);
  return {
    push: (act) => setActs((before) => [...before, act].slice(-KEPT)),
    async undo() {
      const last = acts().at(-1);
      if (!last) return false;
      setActs((before) => before.slice(0, -1));
      const back = await sync.undo(last.request.id);
      if (back) {
        last.onTakenBack?.(back);
        return true;
      }
      if (!last.counter) return false;
      await last.counter();
      return true;
    },
  };
}
