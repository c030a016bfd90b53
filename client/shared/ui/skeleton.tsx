import { createSignal, For, onCleanup, Show, type JSX } from 'solid-js';

import { useT } from '../i18n/context.tsx';
import type { Act } from './act.ts';
import { ActButton } from './act-button.tsx';
import styles from './skeleton.module.css';
import { uiTexts } from './ui-texts.ts';
import hidden from './visually-hidden.module.css';

export interface SkeletonProps {
  readonly of: 'list' | 'queue' | 'text';
  readonly rows?: number | undefined;
  /** A way on once it has taken 8 s. */
  readonly act?: Act | undefined;
}

const SHOWN_AFTER_MS = 300;
const SLOW_AFTER_MS = 8_000;

/** Only where nothing is held on the device; never over what is. Room is kept from the start, so that nothing jumps. */
export function Skeleton(props: SkeletonProps): JSX.Element {
  const t = useT(uiTexts);
  const [shown, setShown] = createSignal(false);
  const [slow, setSlow] = createSignal(false);
  const timers = [setTimeout(() => setShown(true), SHOWN_AFTER_MS), setTimeout(() => setSlow(true), SLOW_AFTER_MS)];
  onCleanup(() => timers.forEach(clearTimeout));
  return (
    <div class={styles.skeleton} data-of={props.of} data-shown={shown() ? '' : undefined}>
      <p class={slow() ? styles.slow : hidden.hidden} role="status">
        <Show when={shown()}>{slow() ? t('slow') : t('loading')}</Show>
      </p>
      <Show when={slow() && props.act}>{(act) => <ActButton act={act()} />}</Show>
      <For each={Array.from({ length: props.rows ?? 4 })}>
        {() => (
          <div class={styles.row} aria-hidden="true">
            <span class={styles.tile} />
            <span class={styles.bars}>
              <span class={styles.bar} />
              <span class={styles.bar} />
            </span>
          </div>
        )}
      </For>
    </div>
  );
}
