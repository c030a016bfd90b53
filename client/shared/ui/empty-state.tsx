import { Show, type JSX } from 'solid-js';
import { Dynamic } from 'solid-js/web';

import type { Act } from './act.ts';
import { ActButton } from './act-button.tsx';
import styles from './empty-state.module.css';

export interface EmptyStateProps {
  /** Three kinds, never mixed: nothing is there yet, it is not on this device, or the filters hide it. */
  readonly kind: 'nothingYet' | 'notHere' | 'filtered';
  readonly why: string;
  /** What comes next. */
  readonly next?: string | undefined;
  /** "Get it now, 180 KB", "Clear filters". */
  readonly act?: Act | undefined;
  /** Where nothing else on the page is its heading. */
  readonly heading?: boolean | undefined;
}

export function EmptyState(props: EmptyStateProps): JSX.Element {
  return (
    <div class={styles.empty} data-kind={props.kind}>
      <Dynamic component={props.heading ? 'h1' : 'p'} class={styles.why}>{props.why}</Dynamic>
      <Show when={props.next}>{(next) => <p class={styles.next}>{next()}</p>}</Show>
      <Show when={props.act}>
        {(act) => (
          <p class={styles.act}>
            <ActButton act={act()} />
          </p>
        )}
      </Show>
    </div>
  );
}
