import { createUniqueId, Show, type JSX } from 'solid-js';

import { useFormat } from '../i18n/context.tsx';
import { Each } from './each.tsx';
import styles from './segments.module.css';
import hidden from './visually-hidden.module.css';

export interface Segment {
  readonly value: string;
  readonly label: string;
  readonly count?: number | undefined;
}

export interface SegmentsProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly options: readonly Segment[];
}

/** One of a few ways to look at a list. Native radios, so arrows move and one tab stop is enough. */
export function Segments(props: SegmentsProps): JSX.Element {
  const format = useFormat();
  const name = createUniqueId();
  return (
    <fieldset class={styles.segments}>
      <legend class={hidden.hidden}>{props.label}</legend>
      <Each of={props.options} by={(option) => option.value}>
        {(option) => (
          <label class={styles.segment}>
            <input
              class={hidden.hidden}
              type="radio"
              name={name}
              value={option().value}
              checked={option().value === props.value}
              onChange={() => props.onChange(option().value)}
            />
            <span class={styles.face}>
              {option().label}
              <Show when={option().count !== undefined}>
                <span class={styles.count}> {format.number(option().count ?? 0)}</span>
              </Show>
            </span>
          </label>
        )}
      </Each>
    </fieldset>
  );
}
