import type { JSX } from 'solid-js';
import { useSync } from '../sync/sync.ts';
import { SyncCorner } from '../ui/sync-corner.tsx';
import { SyncStrip } from '../ui/sync-strip.tsx';
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

export function SyncStripConnected(): JSX.Element {
  const sync = useSync();
  const open = useOpenSync();
  return <SyncStrip state={sync.state()} onOpen={open} />;
}
