import { createEffect, onCleanup, type Accessor } from 'solid-js';

import { useT } from '../i18n/context.tsx';
import { useAnnounce } from './live-region.tsx';
import { createSyncAnnouncer } from './sync-announcer.ts';
import type { SyncState } from './sync-state.ts';
import { syncTexts } from './sync-texts.ts';
import { joinWords, useSyncWords } from './sync-words.ts';

/** Once per shell: lets screen readers hear what the chip shows, as seldom as that is useful. */
export function announceSync(state: Accessor<SyncState>): void {
  const words = useSyncWords();
  const t = useT(syncTexts);
  const announcer = createSyncAnnouncer(useAnnounce(), {
    state: (it) => joinWords(words(it)),
    sent: (count) => t('sent', { count }),
  });
  createEffect(() => announcer.see(state()));
  onCleanup(() => announcer.stop());
}
