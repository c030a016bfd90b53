import { Show, type Accessor, type JSX } from 'solid-js';
import type { QueueItem } from '../../../schema/messages.ts';
import { useFormat, useI18n, useT } from '../../shared/i18n/context.tsx';
import { valueTexts } from '../../shared/shell/value-texts.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { IconMark } from '../../shared/ui/icon.tsx';
import { Check, Clock, Pencil, Siren } from '../../shared/ui/icons.ts';
import { QueueRow, type QueueOwner } from '../../shared/ui/queue-row.tsx';
import { shortName } from '../../shared/ui/short-name.ts';
import { Tag } from '../../shared/ui/tag.tsx';
import { UNKNOWN_COLOUR, type Office } from '../shared/use-office.ts';
import styles from './inbox.module.css';
import type { OwnUnsent } from './own-unsent.ts';
import { isReadyToClose } from './queue-filter.ts';
import { messagesTexts } from './texts.ts';

export interface InboxRowProps {
  readonly item: QueueItem;
  readonly unsent: OwnUnsent;
  readonly office: Office;
  readonly held: boolean;
  readonly replying: string | undefined;
  /** A reply or a comment is begun here and not sent. */
  readonly draft: boolean;
  readonly selected: boolean;
  readonly href: string;
  readonly tabIndex: number;
  readonly ref: (element: HTMLElement) => void;
}

/** One open thread in the list: who, since when, why, whose, and what of it is only on this device. */
export function InboxRow(props: InboxRowProps): JSX.Element {
  const t = useT(messagesTexts);
  const f = useFormat();
  const sync = useSync();
  const ownerOf: Accessor<QueueOwner | 'unassigned'> = () => {
    const staff = props.item.a;
    if (staff === null) return 'unassigned';
    const colleague = props.office.colleagues()[staff];
    const you = sync.actor()?.staff === staff;
    return { name: colleague?.name ?? (you ? (sync.actor()?.name ?? '') : ''), colour: colleague?.colour ?? UNKNOWN_COLOUR, you };
  };
  const unsentWords = useUnsentWords(() => props.unsent, props.office);
  const quiet = (): boolean => isReadyToClose(props.item, f.now());
  return (
    <QueueRow
      name={props.item.n}
      age={props.item.b === null ? undefined : f.age(props.item.b)}
      waited={f.waited(props.item.t ?? props.item.m)}
      reason={props.item.l}
      tags={<><UrgencyTag item={props.item} unsent={props.unsent} /><AwayTag item={props.item} office={props.office} /></>}
      owner={ownerOf()}
      ownUnsent={unsentWords()}
      presence={props.replying === undefined ? undefined : t('replying', { name: shortName(props.replying) })}
      state={<RowState item={props.item} unsent={props.unsent} draft={props.draft} hidden={quiet()} />}
      readyToClose={quiet()}
      notHere={!props.held}
      selected={props.selected}
      href={props.href}
      tabIndex={props.tabIndex}
      ref={props.ref}
      keyshortcuts="Enter"
    />
  );
}

/** Routine needs no word. An urgency only this device knows is dashed, here or in words by `ownUnsent`. */
function UrgencyTag(props: { readonly item: QueueItem; readonly unsent: OwnUnsent }): JSX.Element {
  const i18n = useI18n();
  const shown = (): boolean => props.item.u !== 'routine' && props.unsent.act?.kind !== 'urgency';
  return (
    <Show when={shown()}>
      <Tag look={props.unsent.urgency ? 'dashed' : props.item.u === 'urgent' ? 'urgent' : 'outlined'} icon={props.item.u === 'urgent' ? Siren : undefined}>{i18n.translate(valueTexts)(`values.${props.item.u}`)}</Tag>
    </Show>
  );
}

/** B45: whoever it is assigned to is away, and it is the reader's to answer, or anybody's. */
function AwayTag(props: { readonly item: QueueItem; readonly office: Office }): JSX.Element {
  const t = useT(messagesTexts);
  const sync = useSync();
  const words = (): string | undefined => {
    const owner = props.item.a;
    const me = sync.actor()?.staff;
    if (owner === null || owner === me || !props.office.away(owner)) return undefined;
    const name = shortName(props.office.colleagues()[owner]?.name ?? '');
    return props.office.answering(owner) === me ? t('list.covering', { name }) : t('list.away', { name });
  };
  return <Show when={words()}>{(text) => <Tag>{text()}</Tag>}</Show>;
}

function RowState(props: { readonly item: QueueItem; readonly unsent: OwnUnsent; readonly draft: boolean; readonly hidden: boolean }): JSX.Element {
  const t = useT(messagesTexts);
  return (
    <>
    <Show when={props.draft}><span class={styles.fact}><IconMark icon={Pencil} size={16} />{t('list.draft')}</span></Show>
    <Show when={props.unsent.reply} fallback={
      <Show when={props.item.t === null && props.item.s !== 'closed' && !props.hidden}>
        <span class={styles.fact}><IconMark icon={Check} size={16} />{t('list.answered')}</span>
      </Show>
    }>
      <span class={styles.fact}><IconMark icon={Clock} size={16} />{t('list.replySaved')}</span>
    </Show>
    </>
  );
}

function useUnsentWords(unsent: Accessor<OwnUnsent>, office: Office): Accessor<string | undefined> {
  const t = useT(messagesTexts);
  const i18n = useI18n();
  return () => {
    const { act } = unsent();
    if (!act) return undefined;
    if (act.kind === 'given') return t('unsent.given', { name: office.colleagues()[act.to]?.name ?? '' });
    if (act.kind === 'urgency') return t('unsent.urgency', { value: i18n.translate(valueTexts)(`values.${act.value}`) });
    return t(`unsent.${act.kind}`);
  };
}
