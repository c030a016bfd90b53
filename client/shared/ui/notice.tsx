import { Show, type JSX } from 'solid-js';

import { useT } from '../i18n/context.tsx';
import type { Act } from './act.ts';
import { ActButton } from './act-button.tsx';
import { IconButton } from './icon-button.tsx';
import { IconMark, type Icon } from './icon.tsx';
import { Info, OctagonAlert, TriangleAlert, X } from './icons.ts';
import styles from './notice.module.css';
import { uiTexts } from './ui-texts.ts';

export interface NoticeProps {
  /** `asks` when a person must act; `danger` for clinical danger and lost work alone. */
  readonly tone?: 'plain' | 'asks' | 'danger' | undefined;
  readonly icon?: Icon | undefined;
  /** One sentence: who and when first, where something was decided by others. */
  readonly title: string;
  /** One plain sentence. */
  readonly children?: JSX.Element;
  readonly act?: Act | undefined;
  readonly onDismiss?: (() => void) | undefined;
  /** For what appears while somebody is on the screen: read out at once, politely unless `assertive`. */
  readonly announce?: boolean | 'polite' | 'assertive' | undefined;
}

const icons = { plain: Info, asks: TriangleAlert, danger: OctagonAlert } as const;

/** At most one a screen: people do not see the second. */
export function Notice(props: NoticeProps): JSX.Element {
  const t = useT(uiTexts);
  const role = (): 'status' | 'alert' | undefined => {
    if (!props.announce) return undefined;
    return props.announce === 'assertive' ? 'alert' : 'status';
  };
  return (
    <div class={styles.notice} data-tone={props.tone ?? 'plain'} role={role()}>
      <IconMark icon={props.icon ?? icons[props.tone ?? 'plain']} size={20} class={styles.icon} />
      <div class={styles.main}>
        <p class={styles.text} dir="auto">
          <strong>{props.title}</strong> {props.children}
        </p>
        <Show when={props.act}>{(act) => <ActButton act={act()} kind="quiet" size="small" />}</Show>
      </div>
      <Show when={props.onDismiss}>
        {(dismiss) => <IconButton icon={X} size="small" label={t('dismiss')} onPress={dismiss()} />}
      </Show>
    </div>
  );
}
