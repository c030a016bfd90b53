import { Show, type JSX } from 'solid-js';

import { initialsOf } from './avatar-initials.ts';
import styles from './clinic-mark.module.css';
import { IconMark, type Icon } from './icon.tsx';
import { Sun, Waves } from './icons.ts';

export interface ClinicMarkProps {
  readonly name: string;
  /** The clinic's logo as an address of its own file; without it the first letters stand in the tile. */
  readonly logo?: string | undefined;
  /** One of the built-in marks, as the clinic's brand names it; an unknown one is not drawn. */
  readonly mark?: string | undefined;
  /** The tile alone, where there is no room for the name (which is then read aloud). */
  readonly wordless?: boolean | undefined;
}

const marks: Readonly<Record<string, Icon | undefined>> = { waves: Waves, sun: Sun };

/** The clinic's own colour, untouched, stands nowhere but in this tile. */
export function ClinicMark(props: ClinicMarkProps): JSX.Element {
  return (
    <span class={styles.mark} role={props.wordless ? 'img' : undefined} aria-label={props.wordless ? props.name : undefined}>
      <span class={styles.tile} aria-hidden="true">
        <Show when={props.logo} fallback={<Show when={marks[props.mark ?? '']} fallback={initialsOf(props.name).slice(0, 2)}>{(mark) => <IconMark icon={mark()} size={20} />}</Show>}>
          {(logo) => <img class={styles.logo} src={logo()} alt="" />}
        </Show>
      </span>
      <Show when={!props.wordless}>
        <span class={styles.name}>{props.name}</span>
      </Show>
    </span>
  );
}
