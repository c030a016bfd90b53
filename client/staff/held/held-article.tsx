import { createMemo, createSignal, Show, type JSX } from 'solid-js';
import { addresseeEntry } from '../../../schema/clinic.ts';
import { heldDiscard, type HeldItem } from '../../../schema/held-requests.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useFormat, useI18n, useT } from '../../shared/i18n/context.tsx';
import { describeRequest, type NameLookup } from '../../shared/shell/describe-request.ts';
import { useSync, type LocalRequest } from '../../shared/sync/sync.ts';
import { useView } from '../../shared/sync/views/use-view.ts';
import { Button } from '../../shared/ui/button.tsx';
import { StateMark } from '../../shared/ui/state-mark.tsx';
import { useOffice } from '../shared/use-office.ts';
import { DecideDialog } from './decide-dialog.tsx';
import styles from './held.module.css';
import { heldTexts } from './texts.ts';

export interface HeldArticleProps {
  readonly item: HeldItem;
  /** An own decision about it that the clinic has not answered. */
  readonly deciding: LocalRequest | undefined;
}

/** One held request: what was asked and in whose words, by whom, from where, when, why it is held, and the two ways on. */
export function HeldArticle(props: HeldArticleProps): JSX.Element {
  const t = useT(heldTexts);
  const f = useFormat();
  const i18n = useI18n();
  const [asking, setAsking] = createSignal<'return' | 'discard' | null>(null);
  const names = useAuthorNames(() => props.item);
  const says = createMemo(() => describeRequest(i18n, names, props.item));
  const name = (): string => props.item.author.name;
  const why = (): string => {
    switch (props.item.why.code) {
      case 'device.revoked': return t('whys.revoked');
      case 'account.closed': return t('whys.closed');
      case 'request.dependency': return t('whys.dependency');
      default: return t('whys.unclear');
    }
  };
  const waitingFor = (): 'return' | 'discard' | null => (props.deciding === undefined ? null : props.deciding.type === heldDiscard.type ? 'discard' : 'return');
  return (
    <article class={styles.item} data-here={waitingFor() === null ? undefined : ''} aria-labelledby={`held-${props.item.id}`}>
      <h2 class={styles.title} id={`held-${props.item.id}`}>{props.item.body === null ? t('unreadable.title') : says().title}</h2>
      <Show when={props.item.body !== null} fallback={<p class={styles.second}>{t('unreadable.text')}</p>}>
        <Show when={says().words}>
          {(words) => <blockquote class={styles.words} dir="auto" aria-label={t('words', { name: name() })}>{words()}</blockquote>}
        </Show>
      </Show>
      <dl class={styles.facts}>
        <div><dt>{t('author')}</dt><dd>{props.item.author.kind === 'patient' ? t('from', { name: name() }) : name()}</dd></div>
        <div><dt>{t('device')}</dt><dd>{props.item.device || t('noDevice')}</dd></div>
        <div><dt>{t('written')}</dt><dd>{t('writtenAt', { when: f.dated(props.item.writtenAt) })}</dd></div>
        <div><dt>{t('received')}</dt><dd>{f.dated(props.item.receivedAt)}</dd></div>
        <div><dt>{t('why')}</dt><dd>{why()}</dd></div>
      </dl>
      <Show when={!props.item.author.open}><p class={styles.closed}>{t('closed', { name: name() })}</p></Show>
      <Show when={waitingFor()} fallback={
        <div class={styles.acts}>
          <Button ink describedBy={`held-${props.item.id}`} onPress={() => setAsking('return')}>{t('return', { name: name() })}</Button>
          <Button ink describedBy={`held-${props.item.id}`} onPress={() => setAsking('discard')}>{t('discard')}</Button>
        </div>
      }>
        {(way) => <StateMark state={props.deciding?.state === 'sending' ? { kind: 'sending' } : { kind: 'saved', at: props.deciding?.savedAt ?? 0 }} words={props.deciding?.state === 'sending' ? undefined : t(`waiting.${way()}`)} />}
      </Show>
      <DecideDialog item={props.item} title={says().title} way={asking()} onClose={() => setAsking(null)} />
    </article>
  );
}

/** Names as far as this reader may see them: patients as the clinic sent them, staff and teams from the office, no thread. */
function useAuthorNames(item: () => HeldItem): NameLookup {
  const sync = useSync();
  const office = useOffice();
  const addressees = useView(() => viewName.clinic(sync.account.clinic)).section('addressees', addresseeEntry);
  return {
    person: (patient) => (item().patient?.id === patient ? item().patient?.name : undefined),
    isSelf: () => false,
    addresseeOfThread: () => undefined,
    addressee: (ref) => addressees()[ref]?.name,
    colleague: (id) => office.colleagues()[id]?.name,
    tag: (id) => office.tags()[id]?.label,
  };
}
