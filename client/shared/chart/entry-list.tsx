import { For, Show, type JSX } from 'solid-js';
import styles from './chart.module.css';
import type { Described } from './use-describe.ts';

/** Entries of a record, one after another: what, how it stands, and what was written with it. */
export function EntryList(props: { readonly labelledBy: string; readonly entries: readonly Described[]; readonly more?: ((entry: Described) => JSX.Element) | undefined }): JSX.Element {
  return (
    <ul class={styles.entries} role="list" aria-labelledby={props.labelledBy}>
      <For each={props.entries}>
        {(entry) => (
          <li class={styles.entry}>
            <p class={styles.title}><bdi>{entry.title}</bdi></p>
            <Show when={entry.state}>{(state) => <p class={styles.state}>{state()}</p>}</Show>
            <For each={entry.lines}>{(line) => <p class={styles.detail}><bdi>{line}</bdi></p>}</For>
            {props.more?.(entry)}
          </li>
        )}
      </For>
    </ul>
  );
}
