import { Show, type JSX } from 'solid-js';
import { Dynamic } from 'solid-js/web';

import { IconMark, type Icon } from './icon.tsx';
import { isOnlyHere, type ItemState } from './item-state.ts';
import styles from './list-row.module.css';
import { createPress } from './press.ts';
import { StateMark } from './state-mark.tsx';

export interface ListRowProps {
  readonly title: string;
  readonly icon?: Icon | undefined;
  /** An Avatar in place of the icon's tile. */
  readonly start?: JSX.Element;
  readonly second?: JSX.Element;
  /** The second line is what somebody wrote: two lines of it are enough. */
  readonly short?: boolean | undefined;
  /** Stands as the second line; a state that is only here dashes the row. */
  readonly state?: ItemState | undefined;
  /** Dashed without a state of its own: what waits, in the Sync sheet. */
  readonly dashed?: boolean | undefined;
  /** A Badge or a stamp. No chevron: the whole row is the target. */
  readonly end?: JSX.Element;
  readonly href?: string | undefined;
  readonly onPress?: (() => void) | undefined;
}

/** 72 high for patients. Without href and onPress it is only read. */
export function ListRow(props: ListRowProps): JSX.Element {
  const press = createPress(props);
  const element = (): string => (props.href !== undefined ? 'a' : props.onPress ? 'button' : 'div');
  return (
    <li class={styles.item} data-here={props.dashed || isOnlyHere(props.state) ? '' : undefined}>
      <Dynamic
        component={element()}
        class={styles.row}
        href={props.href}
        type={element() === 'button' ? 'button' : undefined}
        onClick={element() === 'div' ? undefined : press}
      >
        <Show when={props.icon} fallback={props.start}>
          {(icon) => (
            <span class={styles.tile}>
              <IconMark icon={icon()} size={22} />
            </span>
          )}
        </Show>
        <span class={styles.text}>
          <span class={styles.title}><bdi>{props.title}</bdi></span>
          <Show when={props.second}>
            <span class={styles.second} data-short={props.short ? '' : undefined}>{props.second}</span>
          </Show>
          <Show when={props.state}>{(state) => <StateMark state={state()} />}</Show>
        </span>
        <Show when={props.end}>
          <span class={styles.end}>{props.end}</span>
        </Show>
      </Dynamic>
    </li>
  );
}
