import { Show, type JSX } from 'solid-js';

import styles from './patient-screen.module.css';
import { PersonBand } from './person-band.tsx';

export interface PatientScreenProps {
  /** Person colour 0–7. Absent before anybody is signed in. */
  readonly colour?: number | undefined;
  readonly header?: JSX.Element;
  /** SyncStrip. */
  readonly strip?: JSX.Element;
  readonly children: JSX.Element;
  /** BottomBar on first screens … */
  readonly bar?: JSX.Element;
  /** … or one sticky act (a Button of size `last`, a Composer) on detail pages. */
  readonly act?: JSX.Element;
  /** Rows that reach the screen's edge bring their own margins. */
  readonly flush?: boolean | undefined;
  readonly mainRef?: ((element: HTMLElement) => void) | undefined;
}

/** One column, at most 560 wide. Header and foot stay in sight, except where the screen is less than 480 high. */
export function PatientScreen(props: PatientScreenProps): JSX.Element {
  return (
    <div class={styles.screen}>
      <div class={styles.top}>
        <Show when={props.colour !== undefined}>
          <PersonBand colour={props.colour ?? 0} />
        </Show>
        {props.header}
        {props.strip}
      </div>
      <main class={styles.main} tabindex={-1} ref={(element) => props.mainRef?.(element)}>
        <div class={styles.body} data-flush={props.flush ? '' : undefined}>
          {props.children}
        </div>
        <Show when={props.act}>
          <div class={styles.act} data-foot>{props.act}</div>
        </Show>
      </main>
      <Show when={props.bar}>
        <div class={styles.bar} data-foot>{props.bar}</div>
      </Show>
    </div>
  );
}
