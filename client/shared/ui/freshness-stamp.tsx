import { Show, type JSX } from 'solid-js';

import { useFormat, useT } from '../i18n/context.tsx';
import type { Moment } from '../i18n/create-format.ts';
import styles from './freshness-stamp.module.css';
import { mayHaveChanged, type Freshness } from './freshness.ts';
import { uiTexts } from './ui-texts.ts';

export interface FreshnessStampProps {
  /** Nothing is drawn while it is unknown. */
  readonly asOf: Moment | undefined;
  /** Connected, and the clinic's own copy lags less than 5 s. */
  readonly live?: boolean | undefined;
  readonly of: Freshness;
  readonly size?: 'tiny' | 'small' | undefined;
}

/** On lists and records, never on fields. Announces nothing: it changes all day. */
export function FreshnessStamp(props: FreshnessStampProps): JSX.Element {
  const t = useT(uiTexts);
  const format = useFormat();
  const aged = (): boolean => !props.live && props.asOf !== undefined && mayHaveChanged(props.of, props.asOf, format.now());
  const words = (): string | undefined => {
    if (props.live) return t('fresh.live');
    if (props.asOf === undefined) return undefined;
    return t(aged() ? 'fresh.mayHaveChanged' : 'fresh.asOf', { stamp: format.stamp(props.asOf) });
  };
  return (
    <Show when={words()}>
      {(it) => (
        <span class={styles.stamp} data-size={props.size ?? 'tiny'} data-aged={aged() ? '' : undefined}>
          {it()}
        </span>
      )}
    </Show>
  );
}
