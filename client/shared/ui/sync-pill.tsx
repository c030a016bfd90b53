import { Show, type JSX } from 'solid-js';

import { useFormat } from '../i18n/context.tsx';
import { IconMark } from './icon.tsx';
import { SyncBar } from './sync-bar.tsx';
import { onlyHere, toneOf, type SyncState } from './sync-state.ts';
import { syncIcons, useSyncWords } from './sync-words.ts';
import styles from './sync.module.css';

export interface SyncProps {
  readonly state: SyncState;
  /** Opens the Sync sheet. */
  readonly onOpen: () => void;
}

/** Staff top bar. Current has no box; with items waiting the pill is dashed, and where there is room for one sentence it is how many. */
export function SyncPill(props: SyncProps): JSX.Element {
  const words = useSyncWords();
  const format = useFormat();
  return (
    <button
      type="button"
      class={styles.pill}
      data-tone={toneOf(props.state, format.now())}
      data-here={onlyHere(props.state) > 0 ? (props.state.kind === 'offlineWaiting' ? 'title' : 'rest') : undefined}
      aria-haspopup="dialog"
      onClick={() => props.onOpen()}
    >
      <IconMark icon={syncIcons[props.state.kind]} size={16} />
      <strong class={styles.title}>{words(props.state).title} </strong>
      <Show when={props.state.kind !== 'offlineWaiting' && words(props.state).rest}>
        {(rest) => <span class={styles.rest}>{rest()}</span>}
      </Show>
      <SyncBar state={props.state} />
    </button>
  );
}
