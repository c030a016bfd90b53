import { Show, type JSX } from 'solid-js';

import type { Act } from './act.ts';
import { ActButton } from './act-button.tsx';
import { IconMark, type Icon } from './icon.tsx';
import styles from './waiting-row.module.css';

export interface WaitingRowProps {
  readonly icon: Icon;
  /** "Message to Grace". */
  readonly title: string;
  /** "Saved 09:16, not sent yet". */
  readonly second: string;
  readonly act?: Act | undefined;
}

/** One thing that is only on this device, in the Sync sheet. Stands in a List. */
export function WaitingRow(props: WaitingRowProps): JSX.Element {
  return (
    <li class={styles.row}>
      <IconMark icon={props.icon} size={22} class={styles.icon} />
      <span class={styles.text}>
        <strong class={styles.title}>{props.title}</strong>
        <span class={styles.second}>{props.second}</span>
      </span>
      <Show when={props.act}>{(act) => <ActButton act={act()} kind="quiet" size="small" />}</Show>
    </li>
  );
}
