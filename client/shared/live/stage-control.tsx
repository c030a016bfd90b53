import type { JSX } from 'solid-js';
import { IconMark, type Icon } from '../ui/icon.tsx';
import { createPress } from '../ui/press.ts';
import styles from './stage.module.css';

export interface StageControlProps {
  readonly icon: Icon;
  /** One or two words under the icon: how it stands. */
  readonly label: string;
  /** What a screen reader says, where the word alone would not say what a press does. */
  readonly says?: string | undefined;
  /** Switched: muted, camera off, sharing. */
  readonly on?: boolean | undefined;
  readonly expanded?: boolean | undefined;
  readonly onPress: () => void;
}

/** One of the controls under the stage, icon over word. */
export function StageControl(props: StageControlProps): JSX.Element {
  const press = createPress(props);
  return (
    <button class={styles.control} type="button" data-on={props.on ? '' : undefined} aria-label={props.says} aria-expanded={props.expanded} onClick={press}>
      <IconMark icon={props.icon} size={24} />
      <span>{props.label}</span>
    </button>
  );
}
