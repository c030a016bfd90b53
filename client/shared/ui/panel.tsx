import { Show, type JSX } from 'solid-js';

import { IconMark, type Icon } from './icon.tsx';
import styles from './panel.module.css';

export interface PanelProps {
  readonly title?: string | undefined;
  readonly icon?: Icon | undefined;
  /** Beside the title: "staff only". */
  readonly second?: string | undefined;
  readonly end?: JSX.Element;
  /** Holds something that is only on this device. */
  readonly dashed?: boolean | undefined;
  readonly children: JSX.Element;
}

/** A bordered part of a pane: a handover note, a clinician's words. Never one in another. */
export function Panel(props: PanelProps): JSX.Element {
  return (
    <section class={styles.panel} data-here={props.dashed ? '' : undefined}>
      <Show when={props.title}>
        {(title) => (
          <div class={styles.head}>
            <Show when={props.icon}>{(icon) => <IconMark icon={icon()} size={18} />}</Show>
            <h3 class={styles.title}>{title()}</h3>
            <Show when={props.second}>{(second) => <span class={styles.second}>{second()}</span>}</Show>
            <span class={styles.end}>{props.end}</span>
          </div>
        )}
      </Show>
      <div class={styles.body}>{props.children}</div>
    </section>
  );
}
