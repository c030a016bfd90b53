import { Show, type JSX } from 'solid-js';

import { initialsOf } from './avatar-initials.ts';
import styles from './avatar.module.css';

export interface AvatarProps {
  readonly name: string;
  /** 0–7, the order person colours are given in; kept for good. */
  readonly colour: number;
  /** px at normal text size, 20 to 96. */
  readonly size?: number | undefined;
  readonly photo?: string | undefined;
}

/** Decorative: the name always stands beside it. */
export function Avatar(props: AvatarProps): JSX.Element {
  return (
    <span class={styles.avatar} data-person={props.colour % 8} style={{ '--size': `${(props.size ?? 40) / 16}rem` }} aria-hidden="true">
      <Show when={props.photo} fallback={initialsOf(props.name)}>
        {(photo) => <img class={styles.photo} src={photo()} alt="" />}
      </Show>
    </span>
  );
}
