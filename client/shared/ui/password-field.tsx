import { createSignal, createUniqueId, type JSX } from 'solid-js';

import { useT } from '../i18n/context.tsx';
import { describeField, FieldFrame, type FieldProps } from './field-frame.tsx';
import styles from './field.module.css';
import { uiTexts } from './ui-texts.ts';

export interface PasswordFieldProps extends FieldProps {
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly autocomplete: 'current-password' | 'new-password';
}

/** Pasting and password managers work; the button shows what was typed, for thumbs on small keys. */
export function PasswordField(props: PasswordFieldProps): JSX.Element {
  const t = useT(uiTexts);
  const ownId = createUniqueId();
  const id = (): string => props.id ?? ownId;
  const [shown, setShown] = createSignal(false);
  return (
    <FieldFrame field={props} id={id()}>
      <span class={`${styles.box} ${styles.joined}`}>
        <input
          class={styles.control}
          id={id()}
          name={props.name}
          type={shown() ? 'text' : 'password'}
          autocomplete={props.autocomplete}
          autocapitalize="none"
          spellcheck={false}
          dir="ltr"
          value={props.value}
          aria-required={props.required ? 'true' : undefined}
          aria-invalid={props.error ? 'true' : undefined}
          aria-describedby={describeField(id(), props)}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
        <button
          type="button"
          class={styles.reveal}
          aria-controls={id()}
          aria-label={t(shown() ? 'hidePassword' : 'showPassword')}
          onClick={() => setShown(!shown())}
        >
          {t(shown() ? 'hide' : 'show')}
        </button>
      </span>
    </FieldFrame>
  );
}
