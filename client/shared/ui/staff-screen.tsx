import { children, Show, type JSX } from 'solid-js';

import { letKeysScroll } from './let-keys-scroll.ts';
import styles from './staff-screen.module.css';

export interface StaffScreenProps {
  readonly rail: JSX.Element;
  readonly topBar: JSX.Element;
  /** Without a list the pane takes the whole width. */
  readonly list?: JSX.Element;
  readonly listLabel?: string | undefined;
  readonly pane: JSX.Element;
  /** "Messages with Fatma Hassan". */
  readonly paneLabel?: string | undefined;
  /** Stays under the pane: a Composer, the acts of a decision. */
  readonly paneFoot?: JSX.Element;
  readonly paneHeader?: JSX.Element;
  readonly keyBar?: JSX.Element;
  /** Under 600 px, in place of the rail. */
  readonly bottomBar?: JSX.Element;
  /** Which of the two is seen where they do not stand side by side. */
  readonly showing?: 'list' | 'pane' | undefined;
  readonly listRef?: ((element: HTMLElement) => void) | undefined;
  readonly paneRef?: ((element: HTMLElement) => void) | undefined;
}

/** Rail 212, list 372, pane the rest; the page itself never scrolls, except where it is too low for that. */
export function StaffScreen(props: StaffScreenProps): JSX.Element {
  // Asked for more than once below: each is drawn once.
  const list = children(() => props.list);
  const paneFoot = children(() => props.paneFoot);
  return (
    <div class={styles.screen} data-showing={props.showing ?? 'list'} data-single={list() ? undefined : ''}>
      <div class={styles.rail}>{props.rail}</div>
      <div class={styles.stage}>
        {props.topBar}
        <main class={styles.main} tabindex={-1}>
          <Show when={list()}>
            <section
              class={styles.list}
              aria-label={props.listLabel}
              ref={(element) => {
                letKeysScroll(element);
                props.listRef?.(element);
              }}
            >
              {list()}
            </section>
          </Show>
          <div class={styles.pane} ref={(element) => props.paneRef?.(element)}>
            {props.paneHeader}
            <section class={styles.body} aria-label={props.paneLabel} ref={(element) => letKeysScroll(element)}>
              {props.pane}
            </section>
            <Show when={paneFoot()}>
              <div class={styles.foot} data-foot>{paneFoot()}</div>
            </Show>
          </div>
        </main>
        {props.keyBar}
        <div class={styles.bottom} data-foot>{props.bottomBar}</div>
      </div>
    </div>
  );
}
