import type { JSX } from 'solid-js';

import { IconMark, type Icon } from './icon.tsx';
import type { ItemState } from './item-state.ts';
import styles from './next-appointment.module.css';
import { StateMark } from './state-mark.tsx';

export interface NextAppointmentProps {
  /** Only what the clinic has confirmed is filled; requested is outlined, saved here is dashed. */
  readonly look: 'confirmed' | 'requested' | 'saved';
  readonly icon: Icon;
  /** "Video visit". */
  readonly kind: string;
  /** "in 4 days". */
  readonly inWords?: string | undefined;
  /** "Tuesday 24 November". */
  readonly date: string;
  /** "9:30am with Dr Daniel Otieno". */
  readonly second: string;
  readonly state: ItemState;
  /** Instead of the state's own words: "Confirmed by the clinic". */
  readonly stateWords?: string | undefined;
  /** Two Buttons, `wide`. */
  readonly acts?: JSX.Element;
}

/** The one solid block of the patient's home. */
export function NextAppointment(props: NextAppointmentProps): JSX.Element {
  return (
    <section class={styles.card} data-look={props.look}>
      <p class={styles.top}>
        <IconMark icon={props.icon} size={20} />
        <strong class={styles.kind}>{props.kind}</strong>
        <span>{props.inWords}</span>
      </p>
      <h2 class={styles.date}>{props.date}</h2>
      <p class={styles.second}>{props.second}</p>
      <p class={styles.state}>
        <StateMark state={props.state} words={props.stateWords} />
      </p>
      <div class={styles.acts}>{props.acts}</div>
    </section>
  );
}
