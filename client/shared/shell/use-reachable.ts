import type { Accessor } from 'solid-js';
import { viewName } from '../../../schema/view-names.ts';
import { useSync } from '../sync/sync.ts';
import { useView } from '../sync/views/use-view.ts';
import type { SyncState } from '../ui/sync-state.ts';

const away: ReadonlySet<SyncState['kind']> = new Set(['offline', 'offlineWaiting', 'unreachable', 'captive', 'signedOut', 'appTooOld']);

/**
 * What is done now leaves at once, as far as the last contact tells. Words only ("Send" or "Save reply"): nothing is decided
 * by it. In doubt no, for everything is saved here first and that is always true.
 */
export function useReachable(): Accessor<boolean> {
  const sync = useSync();
  const clinic = useView(() => viewName.clinic(sync.account.clinic));
  return () => {
    const { kind } = sync.state();
    // "Not accepted" hides how the line is; a live view shows that it holds.
    return kind === 'needsYou' ? clinic.freshness().kind === 'live' : !away.has(kind);
  };
}
