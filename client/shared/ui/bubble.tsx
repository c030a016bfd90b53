import { createMemo, createSignal, on, createEffect, Show, type JSX } from 'solid-js';

import { useFormat } from '../i18n/context.tsx';
import type { Moment } from '../i18n/create-format.ts';
import type { Act } from './act.ts';
import { ActButton } from './act-button.tsx';
import styles from './bubble.module.css';
import { Each } from './each.tsx';
import { isOnlyHere, type ItemState } from './item-state.ts';
import { StateMark } from './state-mark.tsx';

export interface BubbleProps {
  /** The reader's own words (at the end, in the clinic's tint) or the other side's. */
  readonly side: 'own' | 'theirs';
  readonly text?: string | undefined;
  readonly children?: JSX.Element;
  readonly author?: string | undefined;
  readonly authorRole?: string | undefined;
  /** When it was written; stands under the bubble where neither `state` nor `under` does. */
  readonly at?: Moment | undefined;
  /** Beside the author instead of `at`: "yesterday, 17:49". */
  readonly atText?: string | undefined;
  /** False where the bubble above is by the same author: the name is not said again. */
  readonly first?: boolean | undefined;
  readonly state?: ItemState | undefined;
  /** Under the bubble in place of the state: a stamp, a SeenMark. */
  readonly under?: JSX.Element;
  readonly acts?: readonly Act[] | undefined;
}

/** One message. Its words are shown exactly as written, line breaks kept, never as markup. */
export function Bubble(props: BubbleProps): JSX.Element {
  const here = createMemo(() => isOnlyHere(props.state));
  // The one moment of delight: dashed turns solid, once, when the clinic has it. Not on first drawing.
  const [settled, setSettled] = createSignal(false);
  createEffect(on(here, (now, before) => setSettled(before === true && !now), { defer: true }));
  return (
    <article class={styles.bubble} data-side={props.side} data-state={props.state?.kind}>
      <Show when={props.author && props.first !== false}>
        <p class={styles.author}>
          <strong>{props.author}</strong>
          <Show when={props.authorRole}>{(role) => `, ${role()}`}</Show>
          <Show when={props.atText}>{(at) => <span class={styles.at}> {at()}</span>}</Show>
        </p>
      </Show>
      <Show
        when={props.state?.kind !== 'withdrawn'}
        fallback={<Show when={props.state}>{(state) => <StateMark state={state()} />}</Show>}
      >
        <div class={styles.words} dir="auto" data-here={here() ? '' : undefined} data-settled={settled() ? '' : undefined}>
          {props.text}
          {props.children}
          <Show when={props.state?.kind === 'sending'}>
            <span class={styles.moving} />
          </Show>
        </div>
        <div class={styles.foot}>
        <Show when={props.under || props.state || props.at !== undefined}>
          <div class={styles.under}>
            <Show when={props.under || !props.state} fallback={<Show when={props.state}>{(state) => <StateMark state={state()} />}</Show>}>
              {props.under || <Stamp at={props.at} />}
            </Show>
            <Show when={reasonOf(props.state)}>{(reason) => <p class={styles.reason}>{reason()}</p>}</Show>
          </div>
        </Show>
        <Show when={(props.acts?.length ?? 0) > 0}>
          <div class={styles.acts}>
            <Each of={props.acts} by={(act) => act.label}>{(act) => <ActButton act={act()} kind="quiet" size="small" />}</Each>
          </div>
        </Show>
        </div>
      </Show>
    </article>
  );
}

function Stamp(props: { readonly at: Moment | undefined }): JSX.Element {
  const format = useFormat();
  return <Show when={props.at !== undefined}>{format.time(props.at ?? 0)}</Show>;
}

function reasonOf(state: ItemState | undefined): string | undefined {
  return state?.kind === 'notAccepted' || state?.kind === 'tooLate' ? state.reason : undefined;
}
