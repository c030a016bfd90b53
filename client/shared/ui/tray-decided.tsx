import { Show, type JSX } from 'solid-js';

import { useT } from '../i18n/context.tsx';
import type { Act } from './act.ts';
import { ActButton } from './act-button.tsx';
import { Avatar } from './avatar.tsx';
import { IconButton } from './icon-button.tsx';
import { X } from './icons.ts';
import styles from './tray-decided.module.css';
import { uiTexts } from './ui-texts.ts';

export interface TrayDecidedProps {
  readonly who: { readonly name: string; readonly colour: number };
  /** "Grace took Fatma Hassan at 09:12." */
  readonly children: JSX.Element;
  /** What of the reader's was not applied. */
  readonly second?: string | undefined;
  readonly act?: Act | undefined;
  readonly onDismiss?: (() => void) | undefined;
}

/** What a colleague decided meanwhile: told, grey, nothing to do. Stands in a List below what needs the reader. */
export function TrayDecided(props: TrayDecidedProps): JSX.Element {
  const t = useT(uiTexts);
  return (
    <li class={styles.row}>
      <Avatar name={props.who.name} colour={props.who.colour} size={28} />
      <p class={styles.text}>
        {props.children}
        <Show when={props.second}>{(second) => <span class={styles.second}>{second()}</span>}</Show>
      </p>
      <Show when={props.act}>{(act) => <ActButton act={act()} kind="quiet" size="small" />}</Show>
      <Show when={props.onDismiss}>
        {(dismiss) => <IconButton icon={X} size="small" label={t('dismiss')} onPress={dismiss()} />}
      </Show>
    </li>
  );
}
