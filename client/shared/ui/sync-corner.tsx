import { Show, type JSX } from 'solid-js';

import { IconMark } from './icon.tsx';
import type { SyncProps } from './sync-pill.tsx';
import { joinWords, syncIcons, useSyncWords } from './sync-words.ts';
import styles from './sync.module.css';

/** End of the patient header: the whole words while current; else the icon alone, for the strip under the header speaks. */
export function SyncCorner(props: SyncProps): JSX.Element {
  const words = useSyncWords();
  return (
    <button
      type="button"
      class={styles.corner}
      aria-label={props.state.kind === 'current' ? undefined : joinWords(words(props.state))}
      aria-haspopup="dialog"
      onClick={() => props.onOpen()}
    >
      <Show when={props.state.kind === 'current'} fallback={<IconMark icon={syncIcons[props.state.kind]} size={22} />}>
        <IconMark icon={syncIcons.current} size={16} />
        <span class={styles.lines}>
          <strong class={styles.title}>{words(props.state).title} </strong>
          <Show when={words(props.state).rest}>{(rest) => <span class={styles.stamp}>{rest()}</span>}</Show>
        </span>
      </Show>
    </button>
  );
}
