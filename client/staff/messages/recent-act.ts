import { createSignal } from 'solid-js';
import { lastOf } from '../../../schema/old-browsers.ts';
import { takeBack, wasTakenBack } from '../../shared/shell/take-back.ts';
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
      setActs((before) => before.filter(({ request }) => !wasTakenBack(request.id)));
      const last = lastOf(acts());
      if (!last) return false;
      setActs((before) => before.slice(0, -1));
      const back = await takeBack(sync, last.request.id);
      if (back) {
        last.onTakenBack?.(back);
        return true;
      }
      const failed = [...sync.needsYou(), ...sync.superseded()].some(({ id }) => id === last.request.id);
      if (!last.counter || failed) return false;
      await last.counter();
      return true;
    },
  };
}
