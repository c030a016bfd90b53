import { Show, type JSX } from 'solid-js';

import { useT } from '../i18n/context.tsx';
import styles from './field.module.css';
import { IconMark } from './icon.tsx';
import { TriangleAlert } from './icons.ts';
import { uiTexts } from './ui-texts.ts';
import hidden from './visually-hidden.module.css';

/** What every field shares: the label above, a hint under it, and what to do about it when it was submitted and did not pass. */
export interface FieldProps {
  readonly label: string;
  readonly labelHidden?: boolean | undefined;
  readonly hint?: string | undefined;
  /** Set on submit only, never while somebody is typing; says what to do, and what was typed stays. */
  readonly error?: string | undefined;
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly required?: boolean | undefined;
  readonly autocomplete?: JSX.HTMLAutocomplete | undefined;
}

/** Ids for aria-describedby; absent parts are not named. */
export function describeField(id: string, props: Pick<FieldProps, 'hint' | 'error'>): string | undefined {
  const ids = [props.hint ? `${id}-hint` : '', props.error ? `${id}-error` : ''].filter((one) => one !== '');
  return ids.length > 0 ? ids.join(' ') : undefined;
}

export function FieldFrame(props: { readonly field: FieldProps; readonly id: string; readonly children: JSX.Element }): JSX.Element {
  return (
    <div class={styles.field} data-error={props.field.error ? '' : undefined}>
      <label class={props.field.labelHidden ? hidden.hidden : styles.label} for={props.id}>
        {props.field.label}
      </label>
      <Show when={props.field.hint}>
        {(hint) => (
          <p class={styles.hint} id={`${props.id}-hint`}>
            {hint()}
          </p>
        )}
      </Show>
      <FieldError id={`${props.id}-error`} error={props.field.error} />
      {props.children}
    </div>
  );
}

export function FieldError(props: { readonly id: string; readonly error: string | undefined }): JSX.Element {
  const t = useT(uiTexts);
  return (
    <Show when={props.error}>
      {(error) => (
        <p class={styles.error} id={props.id}>
          <IconMark icon={TriangleAlert} size={18} />
          <span>
            <strong>{t('error')}</strong> {error()}
          </span>
        </p>
      )}
    </Show>
  );
}
