import { Show, type JSX } from 'solid-js';

import { useFormat } from '../i18n/context.tsx';
import { IconMark } from './icon.tsx';
import { ChevronRight } from './icons.ts';
import { SyncBar } from './sync-bar.tsx';
import type { SyncProps } from './sync-pill.tsx';
import { toneOf } from './sync-state.ts';
import { syncIcons, useSyncWords } from './sync-words.ts';
import styles from './sync.module.css';

/** Under the patient header when there is something to say; nothing while current. */
export function SyncStrip(props: SyncProps): JSX.Element {
  const words = useSyncWords();
  const format = useFormat();
  return (
    <Show when={props.state.kind !== 'current'}>
      <button
        type="button"
        class={styles.strip}
        data-tone={toneOf(props.state, format.now())}
        aria-haspopup="dialog"
        onClick={() => props.onOpen()}
      >
        <IconMark icon={syncIcons[props.state.kind]} size={22} />
        <span class={styles.lines}>
          <strong class={styles.title}>{words(props.state).title}</strong>
          <Show when={words(props.state).rest}>{(rest) => <span class={styles.second}> {rest()}</span>}</Show>
        </span>
        <IconMark icon={ChevronRight} size={20} />
        <SyncBar state={props.state} />
      </button>
    </Show>
  );
}
