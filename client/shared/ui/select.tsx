import { createUniqueId, For, type JSX } from 'solid-js';

import { describeField, FieldFrame, type FieldProps } from './field-frame.tsx';
import styles from './field.module.css';
import { IconMark } from './icon.tsx';
import { ChevronDown } from './icons.ts';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface SelectProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly options: readonly Choice[];
}

/** The system's own list: VoiceOver on iOS skips listboxes in ARIA comboboxes. */
export function Select(props: SelectProps): JSX.Element {
  const ownId = createUniqueId();
  const id = (): string => props.id ?? ownId;
  return (
    <FieldFrame field={props} id={id()}>
      <span class={styles.box}>
        <select
          class={`${styles.control} ${styles.select}`}
          id={id()}
          name={props.name}
          aria-required={props.required ? 'true' : undefined}
          aria-invalid={props.error ? 'true' : undefined}
          aria-describedby={describeField(id(), props)}
          onChange={(event) => props.onChange(event.currentTarget.value)}
        >
          <For each={props.options}>
            {(option) => (
              <option value={option.value} selected={option.value === props.value}>
                {option.label}
              </option>
            )}
          </For>
        </select>
        <IconMark icon={ChevronDown} size={18} class={styles.chevron} />
      </span>
    </FieldFrame>
  );
}
