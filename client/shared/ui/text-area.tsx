import { createEffect, createUniqueId, on, type JSX } from 'solid-js';

import { describeField, FieldFrame, type FieldProps } from './field-frame.tsx';
import styles from './field.module.css';
import { growToText } from './grow.ts';

export interface TextAreaProps extends FieldProps {
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly rows?: number | undefined;
  readonly maxRows?: number | undefined;
  readonly placeholder?: string | undefined;
  readonly maxLength?: number | undefined;
  readonly ref?: ((element: HTMLTextAreaElement) => void) | undefined;
}

/** Grows with what is written, from `rows` to `maxRows`, then scrolls. */
export function TextArea(props: TextAreaProps): JSX.Element {
  const ownId = createUniqueId();
  const id = (): string => props.id ?? ownId;
  let area: HTMLTextAreaElement | undefined;
  createEffect(
    on(
      () => props.value,
      () => area && growToText(area),
    ),
  );
  return (
    <FieldFrame field={props} id={id()}>
      <textarea
        ref={(element) => {
          area = element;
          props.ref?.(element);
        }}
        class={`${styles.control} ${styles.area}`}
        style={{ 'max-block-size': `${(props.maxRows ?? 8) * 1.65}em` }}
        id={id()}
        name={props.name}
        rows={props.rows ?? 2}
        autocomplete={props.autocomplete}
        placeholder={props.placeholder}
        maxLength={props.maxLength}
        dir="auto"
        value={props.value}
        aria-required={props.required ? 'true' : undefined}
        aria-invalid={props.error ? 'true' : undefined}
        aria-describedby={describeField(id(), props)}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
    </FieldFrame>
  );
}
