import type { JSX } from 'solid-js';
import { Dynamic } from 'solid-js/web';

import styles from './icon-button.module.css';
import { IconMark, type Icon } from './icon.tsx';
import { createPress } from './press.ts';

export interface IconButtonProps {
  readonly icon: Icon;
  /** What a screen reader says and a long press shows. */
  readonly label: string;
  readonly kind?: 'plain' | 'outlined' | 'primary' | undefined;
  readonly size?: 'normal' | 'small' | undefined;
  readonly type?: 'button' | 'submit' | undefined;
  readonly href?: string | undefined;
  readonly onPress?: (() => void) | undefined;
  readonly unavailable?: string | undefined;
  readonly expanded?: boolean | undefined;
  readonly ref?: ((element: HTMLElement) => void) | undefined;
}

/** Only for what needs no word: back, close, more, send, speak, lock. Everything else is a Button with its word. */
export function IconButton(props: IconButtonProps): JSX.Element {
  const press = createPress(props);
  return (
    <Dynamic
      component={props.href === undefined ? 'button' : 'a'}
      ref={props.ref}
      class={styles.button}
      data-kind={props.kind ?? 'plain'}
      data-size={props.size ?? 'normal'}
      type={props.href === undefined ? (props.type ?? 'button') : undefined}
      href={props.href}
      aria-label={props.label}
      title={props.label}
      aria-disabled={props.unavailable ? 'true' : undefined}
      aria-expanded={props.expanded}
      onClick={press}
    >
      <IconMark icon={props.icon} size={props.size === 'small' ? 18 : 24} />
    </Dynamic>
  );
}
