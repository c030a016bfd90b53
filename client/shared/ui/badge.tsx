import { Show, type JSX } from 'solid-js';

import { useFormat } from '../i18n/context.tsx';
import styles from './badge.module.css';
import hidden from './visually-hidden.module.css';

export interface BadgeProps {
  readonly count?: number | undefined;
  readonly text?: string | undefined;
  /** `asks`: somebody must act. */
  readonly tone?: 'brand' | 'asks' | undefined;
  /** What a screen reader says: "3 unread messages". */
  readonly label: string;
}

/** Nothing is drawn for a count of 0. Above 99 the sign says "99+", the label the truth. */
export function Badge(props: BadgeProps): JSX.Element {
  const format = useFormat();
  const shown = (): string => props.text ?? ((props.count ?? 0) > 99 ? '99+' : format.number(props.count ?? 0));
  return (
    <Show when={props.text !== undefined || (props.count ?? 0) > 0}>
      <span class={styles.badge} data-tone={props.tone ?? 'brand'}>
        <span aria-hidden="true">{shown()}</span>
        <span class={hidden.hidden}>{props.label}</span>
      </span>
    </Show>
  );
}
