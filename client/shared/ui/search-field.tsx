import { createUniqueId, Show, type JSX } from 'solid-js';

import { useT } from '../i18n/context.tsx';
import styles from './field.module.css';
import { IconButton } from './icon-button.tsx';
import { IconMark } from './icon.tsx';
import { Search, X } from './icons.ts';
import { Keycap } from './keycap.tsx';
import { uiTexts } from './ui-texts.ts';
import hidden from './visually-hidden.module.css';

export interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly placeholder?: string | undefined;
  readonly keycap?: string | undefined;
  readonly ref?: ((element: HTMLInputElement) => void) | undefined;
}

export function SearchField(props: SearchFieldProps): JSX.Element {
  const t = useT(uiTexts);
  const id = createUniqueId();
  let input: HTMLInputElement | undefined;
  return (
    <span class={styles.box} role="search">
      <label class={hidden.hidden} for={id}>
        {props.label}
      </label>
      <IconMark icon={Search} size={18} class={styles.glass} />
      <input
        ref={(element) => {
          input = element;
          props.ref?.(element);
        }}
        class={`${styles.control} ${styles.search}`}
        id={id}
        type="search"
        autocomplete="off"
        spellcheck={false}
        enterkeyhint="search"
        dir="auto"
        placeholder={props.placeholder ?? props.label}
        value={props.value}
        aria-keyshortcuts={props.keycap}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
      <span class={styles.end}>
        <Show when={props.value === ''} fallback={
          <IconButton icon={X} size="small" label={t('clearSearch')} onPress={() => { props.onInput(''); input?.focus(); }} />
        }>
          <Show when={props.keycap}>{(cap) => <Keycap cap={cap()} />}</Show>
        </Show>
      </span>
    </span>
  );
}
