import { createUniqueId, type JSX } from 'solid-js';

import { describeField, FieldFrame, type FieldProps } from './field-frame.tsx';
import styles from './field.module.css';

export interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly type?: 'text' | 'email' | 'tel' | 'date' | 'url' | undefined;
  readonly inputmode?: 'text' | 'numeric' | 'tel' | 'email' | undefined;
  readonly placeholder?: string | undefined;
  readonly maxLength?: number | undefined;
  /** `auto` for what people write, `ltr` for phone numbers, codes and addresses of the net. */
  readonly dir?: 'auto' | 'ltr' | undefined;
  readonly spellcheck?: boolean | undefined;
  readonly ref?: ((element: HTMLInputElement) => void) | undefined;
}

export function TextField(props: TextFieldProps): JSX.Element {
  const ownId = createUniqueId();
  const id = (): string => props.id ?? ownId;
  return (
    <FieldFrame field={props} id={id()}>
      <input
        ref={(element) => props.ref?.(element)}
        class={styles.control}
        id={id()}
        name={props.name}
        type={props.type ?? 'text'}
        inputmode={props.inputmode}
        autocomplete={props.autocomplete}
        autocapitalize={props.type === 'email' || props.spellcheck === false ? 'none' : undefined}
        spellcheck={props.spellcheck}
        placeholder={props.placeholder}
        maxLength={props.maxLength}
        dir={props.dir ?? 'auto'}
        value={props.value}
        aria-required={props.required ? 'true' : undefined}
        aria-invalid={props.error ? 'true' : undefined}
        aria-describedby={describeField(id(), props)}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
    </FieldFrame>
  );
}
