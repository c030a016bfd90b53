import { For, Show, type JSX } from 'solid-js';
import { IconMark } from '../ui/icon.tsx';
import { OctagonAlert } from '../ui/icons.ts';
import styles from './chart.module.css';
import type { Described } from './use-describe.ts';

export interface EntryListProps {
  readonly labelledBy: string;
  readonly entries: readonly Described[];
  /** Details of an entry in one line, for those who read many. */
  readonly compact?: boolean | undefined;
  readonly more?: ((entry: Described) => JSX.Element) | undefined;
}

/** Entries of a record, one after another: what, how it stands, and what was written with it. */
export function EntryList(props: EntryListProps): JSX.Element {
  const lines = (entry: Described): readonly string[] => (props.compact && entry.lines.length > 0 ? [entry.lines.join(' · ')] : entry.lines);
  return (
    <ul class={styles.entries} role="list" aria-labelledby={props.labelledBy}>
      <For each={props.entries}>
        {(entry) => (
          <li class={styles.entry}>
            <p class={styles.title}><bdi>{entry.title}</bdi></p>
            <Show when={entry.state}>
              {(state) => <p class={styles.state} data-danger={entry.danger ? '' : undefined}><Show when={entry.danger}><IconMark icon={OctagonAlert} size={16} /></Show>{state()}</p>}
            </Show>
            <For each={lines(entry)}>{(line) => <p class={styles.detail}><bdi>{line}</bdi></p>}</For>
            {props.more?.(entry)}
          </li>
        )}
      </For>
    </ul>
  );
}
