import { For, Show, type JSX } from 'solid-js';
import type { DisclosureItem, ShownTo } from '../../../schema/misdirected.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import styles from './disclosures.module.css';
import { disclosuresTexts } from './texts.ts';

/** What was shown to whom and when first, in whose messages, why, and who says so. */
export function DisclosureArticle(props: { readonly item: DisclosureItem }): JSX.Element {
  const t = useT(disclosuresTexts);
  const f = useFormat();
  const shown = ({ name, onDeviceAt, openedAt }: ShownTo): string => {
    const device = onDeviceAt === null ? null : f.dated(onDeviceAt);
    const opened = openedAt === null ? null : f.dated(openedAt);
    if (opened === null) return t('notOpened', { name, device: device ?? '' });
    return device === null ? t('openedOnly', { name, opened }) : t('opened', { name, device, opened });
  };
  return (
    <article class={styles.item} aria-labelledby={`disclosure-${props.item.id}`}>
      <h2 class={styles.title} id={`disclosure-${props.item.id}`}>{t(props.item.kind, { name: props.item.patient.name })}</h2>
      <dl class={styles.facts}>
        <Show when={props.item.sentAt !== null}>
          <div><dt>{t('sent')}</dt><dd>{t('sentBy', { when: f.dated(props.item.sentAt ?? 0), name: props.item.sentBy ?? '' })}</dd></div>
        </Show>
        <div>
          <dt>{t('shownTo')}</dt>
          <For each={props.item.shown} fallback={<dd>{t('nobody')}</dd>}>{(one) => <dd>{shown(one)}</dd>}</For>
        </div>
        <div><dt>{t('reason')}</dt><dd dir="auto">{props.item.reason}</dd></div>
        <div><dt>{t('by')}</dt><dd>{t('byWhen', { when: f.dated(props.item.at), name: props.item.by })}</dd></div>
      </dl>
    </article>
  );
}
