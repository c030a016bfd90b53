import { Show, type JSX } from 'solid-js';
import { Dynamic } from 'solid-js/web';

import { useFormat, useT } from '../i18n/context.tsx';
import type { Moment } from '../i18n/create-format.ts';
import type { Act } from './act.ts';
import { ActButton } from './act-button.tsx';
import { Each } from './each.tsx';
import { IconMark } from './icon.tsx';
import { OctagonAlert, TriangleAlert } from './icons.ts';
import styles from './tray-item.module.css';
import { uiTexts } from './ui-texts.ts';

export interface TrayItemProps {
  /** What the person asked for: "Release full blood count to Priya Raman". */
  readonly title: string;
  readonly savedAt?: Moment | undefined;
  readonly answeredAt?: Moment | undefined;
  readonly reason: string;
  /** The person's own words, whole, until they dismiss the item. */
  readonly words?: string | undefined;
  /** The first is the main one. */
  readonly remedies?: readonly Act[] | undefined;
  /** Up to three ready answers, such as free times. */
  readonly choices?: readonly Act[] | undefined;
  readonly choicesLabel?: string | undefined;
  /** Dismiss or Delete; always last. */
  readonly dismiss: Act;
  /** Work that is lost for good: the only red head. */
  readonly lost?: boolean | undefined;
  /** "Not accepted" unless said otherwise: "Not sent in time". */
  readonly heading?: string | undefined;
  readonly level?: 2 | 3 | undefined;
}

/** What the clinic did not accept, with the words kept and a way on. It stays until its author dismisses it. */
export function TrayItem(props: TrayItemProps): JSX.Element {
  const t = useT(uiTexts);
  const format = useFormat();
  const when = (): string | undefined => {
    if (props.savedAt === undefined) return undefined;
    const saved = format.stamp(props.savedAt);
    return props.answeredAt === undefined
      ? t('tray.saved', { saved })
      : t('tray.savedAndAnswered', { saved, answered: format.stamp(props.answeredAt) });
  };
  return (
    <article class={styles.item} data-lost={props.lost ? '' : undefined} data-choices={props.choices?.length ? '' : undefined}>
      <p class={styles.head}>
        <IconMark icon={props.lost ? OctagonAlert : TriangleAlert} size={20} />
        <strong class={styles.state}>{props.heading ?? t(props.lost ? 'tray.lost' : 'tray.heading')}</strong>
        <span class={styles.when}>{when()}</span>
      </p>
      <div class={styles.body}>
        <Dynamic component={`h${props.level ?? 3}`} class={styles.title}>
          {props.title}
        </Dynamic>
        <p class={styles.reason}>{props.reason}</p>
        <Show when={props.words}>
          {(words) => (
            <blockquote class={styles.words} dir="auto" aria-label={t('tray.yourWords')}>
              {words()}
            </blockquote>
          )}
        </Show>
        <Show when={(props.choices?.length ?? 0) > 0}>
          <Show when={props.choicesLabel}>{(label) => <p class={styles.choicesLabel}>{label()}</p>}</Show>
          <div class={styles.choices}>
            <Each of={props.choices} by={(act) => act.label}>{(act) => <ActButton act={act()} wide />}</Each>
          </div>
        </Show>
        <div class={styles.acts}>
          <Each of={props.remedies} by={(act) => act.label}>
            {(act, index) => <ActButton act={act()} kind={index() === 0 && !props.choices?.length ? 'primary' : 'secondary'} />}
          </Each>
          <span class={styles.last}>
            <ActButton act={props.dismiss} kind="quiet" ink />
          </span>
        </div>
      </div>
    </article>
  );
}
