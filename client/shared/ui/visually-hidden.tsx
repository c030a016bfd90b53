import type { JSX } from 'solid-js';

import styles from './visually-hidden.module.css';

/** Words for ears only. Never the only place where something stands that eyes need too. */
export function VisuallyHidden(props: { readonly id?: string | undefined; readonly children: JSX.Element }): JSX.Element {
  return (
    <span class={styles.hidden} id={props.id}>
      {props.children}
    </span>
  );
}
