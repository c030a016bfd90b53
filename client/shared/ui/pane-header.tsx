import { Show, type JSX } from 'solid-js';

import { useT } from '../i18n/context.tsx';
import { IconButton } from './icon-button.tsx';
import { ArrowLeft } from './icons.ts';
import styles from './pane-header.module.css';
import { uiTexts } from './ui-texts.ts';

export interface PaneHeaderProps {
  /** Who or what is open: "Fatma Hassan, 34". */
  readonly title: string;
  readonly tags?: JSX.Element;
  /** Identity, number, what the patient has seen. */
  readonly second?: JSX.Element;
  readonly acts?: JSX.Element;
  /** Drawn only where list and pane do not stand side by side. */
  readonly onBack?: (() => void) | undefined;
}

export function PaneHeader(props: PaneHeaderProps): JSX.Element {
  const t = useT(uiTexts);
  return (
    <header class={styles.header}>
      <Show when={props.onBack}>
        {(back) => (
          <span class={styles.back}>
            <IconButton icon={ArrowLeft} label={t('back')} onPress={back()} />
          </span>
        )}
      </Show>
      <div class={styles.titles}>
        <div class={styles.line}>
          <h2 class={styles.title} tabindex={-1}>
            {props.title}
          </h2>
          {props.tags}
        </div>
        <Show when={props.second}>
          <div class={styles.second}>{props.second}</div>
        </Show>
      </div>
      <div class={styles.acts}>{props.acts}</div>
    </header>
  );
}
