import { Show, type JSX } from 'solid-js';

import { useT } from '../i18n/context.tsx';
import { Badge } from './badge.tsx';
import styles from './drawer.module.css';
import { IconButton } from './icon-button.tsx';
import { X } from './icons.ts';
import { letKeysScroll } from './let-keys-scroll.ts';
import { Modal } from './modal.tsx';
import { uiTexts } from './ui-texts.ts';

export interface DrawerProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** How many need the reader, in amber. */
  readonly count?: number | undefined;
  readonly countLabel?: string | undefined;
  readonly second?: string | undefined;
  readonly children: JSX.Element;
  readonly foot?: JSX.Element;
}

/** Staff: 540 wide, from the end. Under 600 px it is the whole screen. */
export function Drawer(props: DrawerProps): JSX.Element {
  const t = useT(uiTexts);
  return (
    <Modal open={props.open} onClose={props.onClose} shape="drawer">
      {(titleId) => (
        <>
          <div class={styles.head}>
            <h2 class={styles.title} id={titleId} tabindex={-1}>
              {props.title}
            </h2>
            <Badge count={props.count} tone="asks" label={props.countLabel ?? props.title} />
            <Show when={props.second}>{(second) => <span class={styles.second}>{second()}</span>}</Show>
            <span class={styles.close}>
              <IconButton icon={X} label={t('close')} onPress={() => props.onClose()} />
            </span>
          </div>
          <div class={styles.body} ref={letKeysScroll}>
            {props.children}
          </div>
          <Show when={props.foot}>
            <div class={styles.foot}>{props.foot}</div>
          </Show>
        </>
      )}
    </Modal>
  );
}
