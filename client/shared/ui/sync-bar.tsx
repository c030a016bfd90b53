import { Show, type JSX } from 'solid-js';

import { partDone, type SyncState } from './sync-state.ts';
import styles from './sync.module.css';

/** The 2 px bar under a chip or strip while bytes move. The words beside it say the same. */
export function SyncBar(props: { readonly state: SyncState }): JSX.Element {
  return (
    <Show when={partDone(props.state) !== undefined}>
      <span class={styles.bar} style={{ '--part': String(partDone(props.state) ?? 0) }} />
    </Show>
  );
}
