import { createEffect, onCleanup, untrack } from 'solid-js';
import type { StoredRequest } from '../local/account-database.ts';
import type { RequestStore } from '../local/request-store.ts';
import { appMade } from '../../../schema/app-made.ts';
import { ASKS, landingOf } from './landing.ts';
import type { LiveRequests } from './live-requests.ts';
import type { LiveOverlay } from './overlay.ts';
import { laterMs } from './take-answer.ts';
import type { ViewSync } from './views/types.ts';

/** Longer than views take to keep a snapshot of what they show. */
const SNAPSHOT_MS = 5_000;
/** A row that has not come by then may never come: the record it was written to may be gone, an older one in its place. */
const LATE_MS = 10_000;

export interface LandingDeps {
  readonly store: RequestStore;
  readonly requests: LiveRequests;
  readonly overlay: LiveOverlay;
  readonly views: ViewSync;
  readonly now: () => number;
  readonly wake: () => void;
  readonly failed: (error: unknown) => void;
}

/** Takes each overlay away the moment this tab's views show what was done, and asks again where that is not known. */
export function watchLanding({ store, requests, overlay, views, now, wake, failed }: LandingDeps): void {
  const change = (id: string, to: (row: StoredRequest) => StoredRequest | undefined): Promise<void> => store.change([id], to);
  const close = (id: string): void => void change(id, ({ open: _open, ...row }) => row).catch(failed);
  const closing = new Map<string, ReturnType<typeof setTimeout>>();
  const late = new Map<string, ReturnType<typeof setTimeout>>();
  onCleanup(() => {
    for (const timer of [...closing.values(), ...late.values()]) clearTimeout(timer);
  });
  /** The same bytes: they meet their answer where the record has it, and are judged where it lost them (R2). */
  const askLater = (id: string): void => {
    if (late.has(id)) return;
    late.set(id, setTimeout(() => {
      late.delete(id);
      void change(id, (row) => (row.state === 'done' && row.open && !row.ask && (row.asked ?? 0) < ASKS ? { ...row, ask: 1 } : undefined)).then(wake, failed);
    }, LATE_MS));
  };
  const comes = (id: string): void => {
    clearTimeout(late.get(id));
    late.delete(id);
  };
  /** Not at once: should the app be killed, it starts from a snapshot of the view that may be a little older. */
  const closeLater = (id: string): void => {
    if (!closing.has(id)) closing.set(id, setTimeout(() => close(id), SNAPSHOT_MS));
  };

  createEffect(() => {
    for (const { row } of requests.open()) {
      if (row.state !== 'done') {
        // Nobody asked for it, so nobody has to put it away.
        if (appMade.has(row.type) && row.state !== 'saved' && row.state !== 'sending') close(row.id);
        continue;
      }
      const landing = landingOf(row, overlay.shownIn(row.id), (view) => views.position(view) ?? requests.heldAt(view));
      if (landing === 'waiting') askLater(row.id);
      else comes(row.id);
      if (landing === 'landed') {
        untrack(() => requests.land(row.id));
        if (row.open) closeLater(row.id);
      } else if (landing === 'ask' && !row.ask) {
        void change(row.id, (stored) => (stored.ask ? undefined : { ...stored, ask: 1, retryAt: now() + laterMs(stored.asked ?? 1) })).then(wake, failed);
      }
    }
  });
}
