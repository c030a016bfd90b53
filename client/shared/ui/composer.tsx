import { createEffect, createUniqueId, on, Show, type JSX } from 'solid-js';

import { Button } from './button.tsx';
import styles from './composer.module.css';
import { growToText } from './grow.ts';
import { IconButton } from './icon-button.tsx';
import { SendHorizontal } from './icons.ts';
import hidden from './visually-hidden.module.css';

export interface ComposerProps {
  /** Names the person: "Message to Grace". */
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly onSend: () => void;
  /** "Send for Amina", "Save reply": says what pressing will really do now. */
  readonly sendLabel: string;
  readonly placeholder?: string | undefined;
  /** Before the field (patient): a microphone. */
  readonly start?: JSX.Element;
  /** Under the text (staff): share a document, saved replies. */
  readonly tools?: JSX.Element;
  /** Beside Send (staff): "Held 5 s, so you can undo". */
  readonly note?: string | undefined;
  readonly unavailable?: string | undefined;
  /** `bar` under a thread on a phone, `box` in the staff pane. */
  readonly look?: 'bar' | 'box' | undefined;
  readonly ref?: ((element: HTMLTextAreaElement) => void) | undefined;
}

/** Enter makes a new line, as people who write on phones expect; Ctrl or Cmd with Enter sends. The draft is the caller's to keep. */
export function Composer(props: ComposerProps): JSX.Element {
  const id = createUniqueId();
  let area: HTMLTextAreaElement | undefined;
  createEffect(
    on(
      () => props.value,
      () => area && growToText(area),
    ),
  );

  function submit(event: Event): void {
    event.preventDefault();
    if (!props.unavailable) props.onSend();
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.isComposing) submit(event);
  }

  const field = (): JSX.Element => (
    <textarea
      ref={(element) => {
        area = element;
        props.ref?.(element);
      }}
      class={styles.area}
      id={id}
      rows={1}
      dir="auto"
      placeholder={props.placeholder ?? props.label}
      value={props.value}
      onInput={(event) => props.onInput(event.currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  );

  return (
    <form class={styles.composer} data-look={props.look ?? 'bar'} onSubmit={submit}>
      <label class={hidden.hidden} for={id}>
        {props.label}
      </label>
      <Show
        when={props.look === 'box'}
        fallback={
          <>
            {props.start}
            {field()}
            <IconButton icon={SendHorizontal} kind="primary" type="submit" label={props.sendLabel} unavailable={props.unavailable} />
          </>
        }
      >
        {field()}
        <div class={styles.foot}>
          <div class={styles.tools}>{props.tools}</div>
          <div class={styles.end}>
            <Show when={props.note}>{(note) => <span class={styles.note}>{note()}</span>}</Show>
            <Button kind="primary" type="submit" unavailable={props.unavailable}>
              {props.sendLabel}
            </Button>
          </div>
        </div>
      </Show>
    </form>
  );
}
