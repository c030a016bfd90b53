import type { JSX } from 'solid-js';

import { IconMark } from './icon.tsx';
import type { ItemState } from './item-state.ts';
import { itemIcons, useItemWords } from './item-words.ts';
import styles from './state-mark.module.css';

export interface StateMarkProps {
  readonly state: ItemState;
  readonly size?: 'small' | 'tiny' | undefined;
  /** Instead of the state's own words, where the screen knows better ones: "Reply saved here". */
  readonly words?: string | undefined;
}

/** Icon, word and time. Amber only where a person must act; everything else is ink, and done is quiet. */
export function StateMark(props: StateMarkProps): JSX.Element {
  const words = useItemWords();
  return (
    <span class={styles.mark} data-kind={props.state.kind} data-size={props.size ?? 'small'}>
      <IconMark icon={itemIcons[props.state.kind]} size={16} class={styles.icon} />
      <span>{props.words ?? words(props.state)}</span>
    </span>
  );
}
