import { createUniqueId, Show, type JSX } from 'solid-js';
import { Dynamic } from 'solid-js/web';

import styles from './button.module.css';
import { IconMark, type Icon } from './icon.tsx';
import { Info } from './icons.ts';
import { Keycap } from './keycap.tsx';
import { createPress } from './press.ts';

export interface ButtonProps {
  readonly kind?: 'primary' | 'secondary' | 'quiet' | undefined;
  /** `last` is the 56 px act that ends a flow; `small` stands in bars and under bubbles. */
  readonly size?: 'normal' | 'last' | 'small' | undefined;
  readonly type?: 'button' | 'submit' | undefined;
  readonly href?: string | undefined;
  readonly onPress?: (() => void) | undefined;
  readonly icon?: Icon | undefined;
  readonly keycap?: string | undefined;
  /** Takes the width there is. */
  readonly wide?: boolean | undefined;
  /** Text in ink instead of the clinic's colour. */
  readonly ink?: boolean | undefined;
  /** Why the act cannot run now. The button stays reachable, says this, and does nothing. Never `disabled`. */
  readonly unavailable?: string | undefined;
  readonly describedBy?: string | undefined;
  readonly expanded?: boolean | undefined;
  readonly form?: string | undefined;
  readonly ref?: ((element: HTMLElement) => void) | undefined;
  readonly children: JSX.Element;
}

export function Button(props: ButtonProps): JSX.Element {
  const reasonId = createUniqueId();
  const press = createPress(props);
  const described = (): string | undefined => [props.unavailable ? reasonId : '', props.describedBy ?? ''].join(' ').trim() || undefined;
  return (
    <span class={styles.slot} data-wide={props.wide ? '' : undefined}>
      <Dynamic
        component={props.href === undefined ? 'button' : 'a'}
        ref={props.ref}
        class={styles.button}
        data-kind={props.kind ?? 'secondary'}
        data-size={props.size ?? 'normal'}
        data-ink={props.ink ? '' : undefined}
        type={props.href === undefined ? (props.type ?? 'button') : undefined}
        href={props.href}
        form={props.form}
        aria-disabled={props.unavailable ? 'true' : undefined}
        aria-describedby={described()}
        aria-keyshortcuts={props.keycap}
        aria-expanded={props.expanded}
        onClick={press}
      >
        <Show when={props.icon}>{(icon) => <IconMark icon={icon()} size={props.size === 'small' ? 18 : 20} />}</Show>
        <span class={styles.label}>{props.children}</span>
        <Show when={props.keycap}>{(cap) => <Keycap cap={cap()} />}</Show>
      </Dynamic>
      <Show when={props.unavailable}>
        {(reason) => (
          <span class={styles.reason} id={reasonId}>
            <IconMark icon={Info} size={16} />
            {reason()}
          </span>
        )}
      </Show>
    </span>
  );
}
