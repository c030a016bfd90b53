import { createEffect, createSignal, onCleanup, untrack, type Accessor, type JSX } from 'solid-js';
import { useSync } from '../sync/sync.ts';
import { SyncCorner } from '../ui/sync-corner.tsx';
import { SyncStrip } from '../ui/sync-strip.tsx';
import type { SyncState } from '../ui/sync-state.ts';
import { useShellPanels } from './shell-panels.tsx';

/** "1 item not accepted. See why" leads to the reasons; every other state to the sheet that explains it. */
export function useOpenSync(): () => void {
  const sync = useSync();
  const panels = useShellPanels();
  return () => (sync.state().kind === 'needsYou' ? panels.openNeedsYou() : panels.openSync());
}

export function SyncCornerConnected(): JSX.Element {
  const sync = useSync();
  const open = useOpenSync();
  return <SyncCorner state={sync.state()} onOpen={open} />;
}

/** What moves for less than this is no reason to move the page under somebody's finger, ms. */
const LASTING_MS = 1_000;

/** The state as the strip shows it: a quick exchange that begins and ends up to date does not push the page down and up. */
function useLasting(state: Accessor<SyncState>): Accessor<SyncState> {
  const [shown, setShown] = createSignal(untrack(state));
  let since: number | null = null;
  createEffect(() => {
    const now = state();
    const moves = now.kind === 'receiving' || now.kind === 'sending';
    since = moves ? (since ?? Date.now()) : null;
    const wait = since !== null && untrack(shown).kind === 'current' ? since + LASTING_MS - Date.now() : 0;
    if (wait <= 0) return void setShown(now);
    const timer = setTimeout(() => setShown(now), wait);
    onCleanup(() => clearTimeout(timer));
  });
  return shown;
}

export function SyncStripConnected(): JSX.Element {
  const sync = useSync();
  const open = useOpenSync();
  const state = useLasting(sync.state);
  return <SyncStrip state={state()} onOpen={open} />;
}
