import type { JSX } from 'solid-js';

import styles from './progress-bar.module.css';

/** Blue moves. The words with percent and MB stand beside it and are the caller's. */
export function ProgressBar(props: { readonly percent: number; readonly label: string }): JSX.Element {
  const percent = (): number => Math.min(100, Math.max(0, Math.round(props.percent)));
  return (
    <span
      class={styles.track}
      role="progressbar"
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent()}
    >
      <span class={styles.done} style={{ 'inline-size': `${percent()}%` }} />
    </span>
  );
}
