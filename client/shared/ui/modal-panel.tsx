import { Show, type JSX } from 'solid-js';

import { IconMark, type Icon } from './icon.tsx';
import { Modal } from './modal.tsx';
import styles from './modal-panel.module.css';

export interface ModalPanelProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** Says the question; the buttons say the answer. */
  readonly title: string;
  readonly second?: JSX.Element;
  readonly icon?: Icon | undefined;
  readonly children?: JSX.Element;
  /** Buttons, `wide`; they stay in sight while the content scrolls. */
  readonly acts?: JSX.Element;
  readonly locked?: boolean | undefined;
}

/** What sheet and dialog share: title, what it says, and its acts held in sight. */
export function ModalPanel(props: ModalPanelProps & { readonly shape: 'sheet' | 'dialog' }): JSX.Element {
  return (
    <Modal open={props.open} onClose={props.onClose} locked={props.locked} shape={props.shape}>
      {(titleId) => (
        <>
          <Show when={props.shape === 'sheet'}>
            <span class={styles.handle} />
          </Show>
          <div class={styles.scroll} data-shape={props.shape}>
            <div class={styles.head}>
              <Show when={props.icon}>
                {(icon) => (
                  <span class={styles.tile}>
                    <IconMark icon={icon()} size={24} />
                  </span>
                )}
              </Show>
              <div class={styles.titles}>
                <h2 class={styles.title} id={titleId} tabindex={-1}>
                  {props.title}
                </h2>
                <Show when={props.second}>
                  <p class={styles.second}>{props.second}</p>
                </Show>
              </div>
            </div>
            {props.children}
          </div>
          <Show when={props.acts}>
            <div class={styles.acts} data-shape={props.shape}>
              {props.acts}
            </div>
          </Show>
        </>
      )}
    </Modal>
  );
}
