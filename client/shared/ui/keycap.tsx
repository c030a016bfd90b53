import type { JSX } from 'solid-js';

import styles from './keycap.module.css';

/** Drawn beside its act, never read aloud: the act carries aria-keyshortcuts. */
export function Keycap(props: { readonly cap: string }): JSX.Element {
  return (
    <kbd class={styles.cap} aria-hidden="true">
      {props.cap}
    </kbd>
  );
}
