import { createUniqueId, Show, type JSX } from 'solid-js';

import { useFormat } from '../i18n/context.tsx';
import { Each } from './each.tsx';
import type { Segment } from './segments.tsx';
import styles from './tabs.module.css';

export interface TabsProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly tabs: readonly Segment[];
  readonly end?: JSX.Element;
  /** The panel of the chosen tab. */
  readonly children: JSX.Element;
}

/** Choosing follows the arrow keys: panels are held on the device, so switching costs nothing. */
export function Tabs(props: TabsProps): JSX.Element {
  const format = useFormat();
  const id = createUniqueId();
  let bar: HTMLDivElement | undefined;

  function move(event: KeyboardEvent): void {
    const forward = getComputedStyle(event.currentTarget as Element).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const backward = forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
    const at = props.tabs.findIndex((tab) => tab.value === props.value);
    const last = props.tabs.length - 1;
    const targets: Readonly<Record<string, number>> = {
      [forward]: at === last ? 0 : at + 1,
      [backward]: at === 0 ? last : at - 1,
      Home: 0,
      End: last,
    };
    const target = targets[event.key];
    const tab = target === undefined ? undefined : props.tabs[target];
    if (target === undefined || !tab) return;
    event.preventDefault();
    props.onChange(tab.value);
    bar?.querySelectorAll<HTMLElement>('[role="tab"]')[target]?.focus();
  }

  return (
    <div class={styles.tabs}>
      <div class={styles.head}>
        <div class={styles.bar} role="tablist" aria-label={props.label} ref={(element) => (bar = element)} onKeyDown={move}>
          <Each of={props.tabs} by={(tab) => tab.value}>
            {(tab) => (
              <button
                type="button"
                class={styles.tab}
                role="tab"
                id={`${id}-${tab().value}`}
                aria-selected={tab().value === props.value}
                aria-controls={`${id}-panel`}
                tabindex={tab().value === props.value ? 0 : -1}
                onClick={() => props.onChange(tab().value)}
              >
                {tab().label}
                <Show when={tab().count !== undefined}> {format.number(tab().count ?? 0)}</Show>
              </button>
            )}
          </Each>
        </div>
        {props.end}
      </div>
      <div class={styles.panel} role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${props.value}`} tabindex={0}>
        {props.children}
      </div>
    </div>
  );
}
