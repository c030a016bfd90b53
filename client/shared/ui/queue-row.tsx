import { Show, type JSX } from 'solid-js';
import { Dynamic } from 'solid-js/web';

import { useT } from '../i18n/context.tsx';
import { Avatar } from './avatar.tsx';
import { IconMark, type Icon } from './icon.tsx';
import { CircleCheck, CircleUserRound, Clock, CloudOff, PencilLine } from './icons.ts';
import { createPress } from './press.ts';
import styles from './queue-row.module.css';
import { shortName } from './short-name.ts';
import { Tag } from './tag.tsx';
import { uiTexts } from './ui-texts.ts';

export interface QueueOwner {
  readonly name: string;
  readonly colour: number;
  readonly you?: boolean | undefined;
}

export interface QueueRowProps {
  readonly name: string;
  readonly age?: string | undefined;
  /** From useFormat().waited(since). */
  readonly waited: string;
  readonly reason: string;
  /** Urgency and other tags. */
  readonly tags?: JSX.Element;
  readonly owner?: QueueOwner | 'unassigned' | undefined;
  /** A StateMark or the like at the end of the footer. */
  readonly state?: JSX.Element;
  /** "Grace is replying", as the server says it. */
  readonly presence?: string | undefined;
  /** An own change the clinic has not stored: "Assigned to you, saved here". */
  readonly ownUnsent?: string | undefined;
  readonly notHere?: boolean | undefined;
  readonly readyToClose?: boolean | undefined;
  readonly selected?: boolean | undefined;
  readonly href?: string | undefined;
  readonly onPress?: (() => void) | undefined;
  /** For lists where j and k move: 0 on the current row, -1 on the others. */
  readonly tabIndex?: number | undefined;
  readonly keyshortcuts?: string | undefined;
  readonly ref?: ((element: HTMLElement) => void) | undefined;
}

function Fact(props: { readonly icon: Icon; readonly children: JSX.Element }): JSX.Element {
  return (
    <span class={styles.fact}>
      <IconMark icon={props.icon} size={16} />
      {props.children}
    </span>
  );
}

/** 86 high. While an own change waits, its dashed tag stands in place of the owner: it is what the reader believes, not yet so. */
export function QueueRow(props: QueueRowProps): JSX.Element {
  const t = useT(uiTexts);
  const press = createPress(props);
  const person = (): QueueOwner | undefined => (typeof props.owner === 'object' ? props.owner : undefined);
  return (
    <li class={styles.item} data-selected={props.selected ? '' : undefined}>
      <Dynamic
        component={props.href === undefined ? 'button' : 'a'}
        ref={props.ref}
        class={styles.row}
        href={props.href}
        type={props.href === undefined ? 'button' : undefined}
        tabindex={props.tabIndex}
        aria-current={props.selected ? 'true' : undefined}
        aria-keyshortcuts={props.keyshortcuts}
        onClick={press}
      >
        <span class={styles.head}>
          <span class={styles.name}>
            <strong>{props.name}</strong>
            <Show when={props.age}>{(age) => <>, {age()}</>}</Show>
          </span>
          <span class={styles.waited}>{props.waited}</span>
        </span>
        <span class={styles.reason} dir="auto">{props.reason}</span>
        <span class={styles.foot}>
          {props.tags}
          <Show when={props.ownUnsent} fallback={
            <>
              <Show when={props.owner === 'unassigned'}>
                <Fact icon={CircleUserRound}>{t('queue.unassigned')}</Fact>
              </Show>
              <Show when={person()}>
                {(owner) => (
                  <span class={styles.fact}>
                    <Avatar name={owner().name} colour={owner().colour} size={20} />
                    <Show when={props.presence} fallback={owner().you ? t('queue.you') : shortName(owner().name)}>
                      {(presence) => <strong class={styles.presence}>{presence()}</strong>}
                    </Show>
                  </span>
                )}
              </Show>
            </>
          }>
            {(words) => (
              <Tag look="dashed" icon={Clock}>
                {words()}
              </Tag>
            )}
          </Show>
          <Show when={props.presence && !person()}>
            <Fact icon={PencilLine}>
              <strong class={styles.presence}>{props.presence}</strong>
            </Fact>
          </Show>
          <Show when={props.readyToClose}>
            <Fact icon={CircleCheck}>{t('queue.readyToClose')}</Fact>
          </Show>
          {props.state}
          <Show when={props.notHere}>
            <Fact icon={CloudOff}>{t('queue.notHere')}</Fact>
          </Show>
        </span>
      </Dynamic>
    </li>
  );
}
