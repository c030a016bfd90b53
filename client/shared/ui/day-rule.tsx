import type { JSX } from 'solid-js';

import { useFormat } from '../i18n/context.tsx';
import type { Moment } from '../i18n/create-format.ts';
import styles from './day-rule.module.css';

/** "Yesterday", "Today" between the messages of two days. */
export function DayRule(props: { readonly at: Moment }): JSX.Element {
  const format = useFormat();
  return <h2 class={styles.day}>{format.dayHeading(props.at)}</h2>;
}
