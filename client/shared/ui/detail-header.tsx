import { Show, type JSX } from 'solid-js';

import { useT } from '../i18n/context.tsx';
import styles from './detail-header.module.css';
import { IconButton } from './icon-button.tsx';
import { ArrowLeft, X } from './icons.ts';
import { uiTexts } from './ui-texts.ts';

export interface DetailHeaderProps {
  readonly title: string;
  /** "Riverside Clinic · as of 08:40". */
  readonly second?: JSX.Element;
  readonly backHref?: string | undefined;
  readonly onBack?: (() => void) | undefined;
  /** A cross instead of an arrow: for what one leaves, not goes back from. */
  readonly close?: boolean | undefined;
  readonly end?: JSX.Element;
}

/** One level down (patient). An own back button, since an installed app on iOS has none. */
export function DetailHeader(props: DetailHeaderProps): JSX.Element {
  const t = useT(uiTexts);
  return (
    <header class={styles.header}>
      <Show when={props.backHref !== undefined || props.onBack}>
        <IconButton
          icon={props.close ? X : ArrowLeft}
          label={t(props.close ? 'close' : 'back')}
          href={props.backHref}
          onPress={props.onBack}
        />
      </Show>
      <div class={styles.titles}>
        <h1 class={styles.title} tabindex={-1}>
          {props.title}
        </h1>
        <Show when={props.second}>
          <p class={styles.second}>{props.second}</p>
        </Show>
      </div>
      {props.end}
    </header>
  );
}
