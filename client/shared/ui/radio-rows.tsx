import { createUniqueId, Show, type JSX } from 'solid-js';

import { Each } from './each.tsx';
import { FieldError } from './field-frame.tsx';
import mark from './radio.module.css';
import styles from './radio-rows.module.css';
import hidden from './visually-hidden.module.css';

export interface RadioOption {
  readonly value: string;
  readonly label: string;
  readonly second?: JSX.Element;
  readonly third?: JSX.Element;
  readonly start?: JSX.Element;
  readonly end?: JSX.Element;
  /** Person colour 0–7: the chosen card wears it. */
  readonly person?: number | undefined;
}

export interface RadioRowsProps {
  readonly legend: string;
  readonly legendHidden?: boolean | undefined;
  readonly value: string | undefined;
  readonly onChange: (value: string) => void;
  readonly options: readonly RadioOption[];
  /** `rows` with dividers, or `cards` for choosing a person. */
  readonly look?: 'rows' | 'cards' | undefined;
  readonly error?: string | undefined;
}

/** Native radios: arrow keys, one tab stop. The whole row is the target. */
export function RadioRows(props: RadioRowsProps): JSX.Element {
  const name = createUniqueId();
  return (
    <fieldset class={styles.group} data-look={props.look ?? 'rows'} aria-describedby={props.error ? `${name}-error` : undefined}>
      <legend class={props.legendHidden ? hidden.hidden : styles.legend}>{props.legend}</legend>
      <FieldError id={`${name}-error`} error={props.error} />
      <Each of={props.options} by={(option) => option.value}>
        {(option) => (
          <label class={styles.row} data-person={option().person} data-chosen={option().value === props.value ? '' : undefined}>
            <input
              class={mark.mark}
              type="radio"
              name={name}
              value={option().value}
              checked={option().value === props.value}
              onChange={() => props.onChange(option().value)}
            />
            <Show when={option().start}>
              <span class={styles.start}>{option().start}</span>
            </Show>
            <span class={styles.text}>
              <span class={styles.label}>{option().label}</span>
              <Show when={option().second}>
                <span class={styles.second}>{option().second}</span>
              </Show>
              <Show when={option().third}>
                <span class={styles.second}>{option().third}</span>
              </Show>
            </span>
            <Show when={option().end}>
              <span class={styles.end}>{option().end}</span>
            </Show>
          </label>
        )}
      </Each>
    </fieldset>
  );
}
