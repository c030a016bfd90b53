import { Show, type JSX } from 'solid-js';
import { can } from '../../../schema/roles.ts';
import { useFormat, useI18n, useT } from '../../shared/i18n/context.tsx';
import { useRefusalWords, whenWords } from '../../shared/shell/refusal-words.ts';
import { valueTexts } from '../../shared/shell/value-texts.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Siren, Smartphone } from '../../shared/ui/icons.ts';
import { IconMark } from '../../shared/ui/icon.tsx';
import { PaneHeader } from '../../shared/ui/pane-header.tsx';
import { Tag } from '../../shared/ui/tag.tsx';
import { useStaffSettings } from '../shared/staff-settings.tsx';
import { PATIENTS } from '../shell/addresses.ts';
import styles from './inbox.module.css';
import type { OwnUnsent } from './own-unsent.ts';
import { lastOpened } from './seen-summary.ts';
import { messagesTexts } from './texts.ts';
import type { ThreadData } from './thread-data.ts';

export interface ThreadHeaderProps {
  readonly data: ThreadData;
  readonly name: string;
  readonly unsent: OwnUnsent;
  readonly onBack: () => void;
  readonly onAssignToMe: () => void;
  readonly onTakeOver: () => void;
  readonly onClose: () => void;
  readonly onReopen: () => void;
}

/** Why this account may not decide about threads; undefined when it may. The server asks the same of the record (R8). */
export function useMayReply(): () => string | undefined {
  const sync = useSync();
  const words = useRefusalWords('staff');
  return () => {
    const actor = sync.actor();
    if (actor === null || can(actor, 'portal.message.reply')) return undefined;
    return words({ code: 'permission.missing', params: { permission: 'portal.message.reply' } }).reason;
  };
}

export function ThreadHeader(props: ThreadHeaderProps): JSX.Element {
  const t = useT(messagesTexts);
  const f = useFormat();
  const i18n = useI18n();
  const sync = useSync();
  const whyNot = useMayReply();
  const settings = useStaffSettings();
  const identity = () => props.data.identity();
  const urgency = () => props.data.triage()?.urgency.value;
  const assignee = () => props.data.triage()?.assignee ?? null;
  const isClosed = (): boolean => props.data.triage()?.state === 'closed';
  const isMine = (): boolean => assignee() !== null && assignee()?.staff === sync.actor()?.staff;
  const title = (): string => {
    const birthDate = identity()?.birthDate;
    return birthDate ? `${props.name}, ${f.age(birthDate)}` : props.name;
  };
  return (
    <PaneHeader
      title={title()}
      onBack={props.onBack}
      tags={
        <Show when={urgency() !== undefined && urgency() !== 'routine' && urgency()}>
          {(value) => <Tag look={props.unsent.urgency ? 'dashed' : value() === 'urgent' ? 'urgent' : 'outlined'} icon={value() === 'urgent' ? Siren : undefined}>{i18n.translate(valueTexts)(`values.${value()}`)}</Tag>}
        </Show>
      }
      second={<HeaderFacts data={props.data} name={props.name} />}
      acts={
        <>
          <Show when={!isClosed() && !isMine()}>
            <Show
              when={assignee() === null}
              fallback={<Button ink onPress={props.onTakeOver} unavailable={whyNot()}>{t('owner.takeOver')}</Button>}
            >
              <Button ink keycap={settings.cap('assign')} onPress={props.onAssignToMe} unavailable={whyNot()}>{t('owner.me')}</Button>
            </Show>
          </Show>
          <Show when={isClosed()} fallback={<Button ink keycap={settings.cap('close')} onPress={props.onClose} unavailable={whyNot()}>{t('close')}</Button>}>
            <Button ink onPress={props.onReopen} unavailable={whyNot()}>{t('reopen')}</Button>
          </Show>
        </>
      }
    />
  );
}

function HeaderFacts(props: { readonly data: ThreadData; readonly name: string }): JSX.Element {
  const t = useT(messagesTexts);
  const f = useFormat();
  const i18n = useI18n();
  const identity = () => props.data.identity();
  const opened = () => lastOpened(props.data.marks());
  const openedWords = (): string => {
    const last = opened();
    if (!last) return t('seen.never');
    const when = whenWords(i18n, f, last.at);
    const bySelf = last.reader === identity()?.name;
    if (bySelf && identity()?.sex === 'female') return t('seen.her', { when });
    return bySelf && identity()?.sex === 'male' ? t('seen.him', { when }) : t('seen.name', { name: last.reader, when });
  };
  return (
    <>
      <Show when={identity()?.birthDate}>{(date) => <><span>{f.birthDate(date())}</span><span class={styles.dot}>·</span></>}</Show>
      <Show when={identity()?.recordNumber}>{(number) => <><a class={styles.record} href={`${PATIENTS}/${props.data.patient()}`}>{number()}</a><span class={styles.dot}>·</span></>}</Show>
      <Show when={identity()?.deceased}><strong>{t('facts.died')}</strong><span class={styles.dot}>·</span></Show>
      <span class={styles.fact}><IconMark icon={Smartphone} size={16} />{openedWords()}</span>
    </>
  );
}
