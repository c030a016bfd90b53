import type { JSX } from 'solid-js';
import { IconMark, type Icon } from '../ui/icon.tsx';
import { CloudOff, Signal, SignalHigh, SignalLow } from '../ui/icons.ts';
import type { LineWords } from './live-room.ts';
import styles from './stage.module.css';

const icons: Readonly<Record<LineWords, Icon>> = { good: SignalHigh, weak: SignalLow, lost: CloudOff, unknown: Signal };

/** A connection in words, with bars beside them. */
export function LineMark(props: { readonly line: LineWords; readonly words: string }): JSX.Element {
  return (
    <span class={styles.line} data-weak={props.line === 'weak' || props.line === 'lost' ? '' : undefined}>
      <IconMark icon={icons[props.line]} size={20} />
      <span><bdi>{props.words}</bdi></span>
    </span>
  );
}
