import { Show, type JSX } from 'solid-js';

import { IconMark, type Icon } from './icon.tsx';
import { Siren } from './icons.ts';
import styles from './tag.module.css';

export interface TagProps {
  /** Only Urgent is filled; dashed is only here. */
  readonly look?: 'outlined' | 'urgent' | 'dashed' | undefined;
  readonly icon?: Icon | undefined;
  readonly children: JSX.Element;
}

export function Tag(props: TagProps): JSX.Element {
  const icon = (): Icon | undefined => props.icon ?? (props.look === 'urgent' ? Siren : undefined);
  return (
    <span class={styles.tag} data-look={props.look ?? 'outlined'}>
      <Show when={icon()}>{(it) => <IconMark icon={it()} size={14} />}</Show>
      {props.children}
    </span>
  );
}
