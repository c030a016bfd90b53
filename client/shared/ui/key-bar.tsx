import { For, type JSX } from 'solid-js';

import { useT } from '../i18n/context.tsx';
import styles from './key-bar.module.css';
import { Keycap } from './keycap.tsx';
import { uiTexts } from './ui-texts.ts';

export interface KeyHint {
  readonly caps: readonly string[];
  readonly label: string;
}

/** Staff foot: which keys work now. Not drawn when keys are off, on touch, or where there is no room. */
export function KeyBar(props: { readonly keys: readonly KeyHint[]; readonly end?: JSX.Element }): JSX.Element {
  const t = useT(uiTexts);
  return (
    <aside class={styles.bar} aria-label={t('keys')} data-foot>
      <For each={props.keys}>
        {(key) => (
          <span class={styles.key}>
            <For each={key.caps}>{(cap) => <Keycap cap={cap} />}</For>
            {key.label}
          </span>
        )}
      </For>
      <span class={styles.end}>{props.end}</span>
    </aside>
  );
}
