import { Show, type JSX } from 'solid-js';

import { useT } from '../i18n/context.tsx';
import { Avatar } from './avatar.tsx';
import { IconMark } from './icon.tsx';
import { ChevronDown } from './icons.ts';
import styles from './patient-header.module.css';
import { uiTexts } from './ui-texts.ts';
import { VisuallyHidden } from './visually-hidden.tsx';

export interface PatientHeaderProps {
  readonly name: string;
  /** "For you", "For Amina": over the name, and in every write button's label. */
  readonly forWords: string;
  readonly colour: number;
  readonly photo?: string | undefined;
  /** Opens the selector. Without it there is nobody else to choose. */
  readonly onSwitch?: (() => void) | undefined;
  /** SyncCorner. */
  readonly end?: JSX.Element;
}

/** Whose record this is, on every first screen. */
export function PatientHeader(props: PatientHeaderProps): JSX.Element {
  const t = useT(uiTexts);
  const who = (): JSX.Element => (
    <>
      <Avatar name={props.name} colour={props.colour} size={44} photo={props.photo} />
      <span class={styles.names}>
        <span class={styles.for}>{props.forWords} </span>
        <span class={styles.name}>
          <span class={styles.nameText}>{props.name}</span>
          <Show when={props.onSwitch}>
            <IconMark icon={ChevronDown} size={18} />
          </Show>
        </span>
      </span>
    </>
  );
  return (
    <header class={styles.header}>
      <Show when={props.onSwitch} fallback={<div class={styles.who}>{who()}</div>}>
        {(onSwitch) => (
          <button
            type="button"
            class={styles.who}
            onClick={() => onSwitch()()}
          >
            {who()}
            <VisuallyHidden>{t('switchPerson')}</VisuallyHidden>
          </button>
        )}
      </Show>
      {props.end}
    </header>
  );
}
