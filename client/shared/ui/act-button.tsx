import type { JSX } from 'solid-js';

import type { Act } from './act.ts';
import { Button, type ButtonProps } from './button.tsx';

/** An Act drawn as a Button. */
export function ActButton(props: { readonly act: Act } & Pick<ButtonProps, 'kind' | 'size' | 'wide' | 'ink' | 'ref'>): JSX.Element {
  return (
    <Button
      kind={props.kind}
      size={props.size}
      wide={props.wide}
      ink={props.ink}
      ref={props.ref}
      href={props.act.href}
      icon={props.act.icon}
      keycap={props.act.keycap}
      unavailable={props.act.unavailable}
      onPress={props.act.onPress}
    >
      {props.act.label}
    </Button>
  );
}
