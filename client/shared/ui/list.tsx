import type { JSX } from 'solid-js';

import styles from './list.module.css';

export interface ListProps {
  readonly label?: string | undefined;
  readonly labelledBy?: string | undefined;
  readonly children: JSX.Element;
}

/** role="list" because Safari forgets that a list without bullets is one. */
export function List(props: ListProps): JSX.Element {
  return (
    <ul class={styles.list} role="list" aria-label={props.label} aria-labelledby={props.labelledBy}>
      {props.children}
    </ul>
  );
}
