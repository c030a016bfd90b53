import { Show, type JSX } from 'solid-js';

import { useT } from '../i18n/context.tsx';
import type { Act } from './act.ts';
import { ActButton } from './act-button.tsx';
import styles from './held-act.module.css';
import { uiTexts } from './ui-texts.ts';

export interface HeldActProps {
  readonly title: string;
  readonly second?: string | undefined;
  /** "Not released yet". */
  readonly note: string;
  readonly secondsLeft: number;
  readonly total: number;
  readonly undo: Act;
}

/** An act held back for some seconds counts down where it lies: dashed, for it has not left. The seconds are not announced. */
export function HeldAct(props: HeldActProps): JSX.Element {
  const t = useT(uiTexts);
  return (
    <div class={styles.held} data-held>
      <p class={styles.head}>
        <strong>{props.title}</strong>
        <strong class={styles.seconds}>{t('held.seconds', { count: props.secondsLeft })}</strong>
      </p>
      <Show when={props.second}>{(second) => <p class={styles.second}>{second()}</p>}</Show>
      <span class={styles.track}>
        <span class={styles.left} style={{ '--part': String(Math.max(0, props.secondsLeft / props.total)) }} />
      </span>
      <p class={styles.foot}>
        <span class={styles.second}>{props.note}</span>
        <ActButton act={props.undo} kind="quiet" size="small" />
      </p>
    </div>
  );
}
