import type { JSX } from 'solid-js';
import { useSync } from '../sync/sync.ts';
import { SyncPill } from '../ui/sync-pill.tsx';
import { useOpenSync } from './sync-chip.tsx';

/** The staff top bar's chip: patients have a corner and a strip instead. */
export function SyncPillConnected(): JSX.Element {
  const sync = useSync();
  const open = useOpenSync();
  return <SyncPill state={sync.state()} onOpen={open} />;
}
