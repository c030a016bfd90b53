import { createUniqueId, Show, type JSX } from 'solid-js';

import styles from './check-row.module.css';
import { FieldError } from './field-frame.tsx';
import mark from './radio.module.css';

export interface CheckRowProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly second?: string | undefined;
  readonly error?: string | undefined;
}

export function CheckRow(props: CheckRowProps): JSX.Element {
  const id = createUniqueId();
  return (
    <div>
      <FieldError id={`${id}-error`} error={props.error} />
      <label class={styles.row}>
        <input
          class={mark.mark}
          type="checkbox"
          checked={props.checked}
          aria-invalid={props.error ? 'true' : undefined}
          aria-describedby={props.error ? `${id}-error` : undefined}
          onChange={(event) => props.onChange(event.currentTarget.checked)}
        />
        <span class={styles.text}>
          {props.label}
          <Show when={props.second}>{(second) => <span class={styles.second}>{second()}</span>}</Show>
        </span>
      </label>
    </div>
  );
}
