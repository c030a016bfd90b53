import type { JSX } from 'solid-js';

import styles from './top-bar.module.css';

export interface TopBarProps {
  readonly title: string;
  /** Segments. */
  readonly children?: JSX.Element;
  /** Search and SyncPill. */
  readonly end?: JSX.Element;
}

/** Staff: 52 high over list and pane. */
export function TopBar(props: TopBarProps): JSX.Element {
  return (
    <header class={styles.bar}>
      <h1 class={styles.title} tabindex={-1}>
        {props.title}
      </h1>
      {props.children}
      <div class={styles.end}>{props.end}</div>
    </header>
  );
}
