import { useParams } from '@solidjs/router';
import { createEffect, createMemo, createSignal, Match, on, Show, Switch, type JSX } from 'solid-js';

import { brandEntry, clinicTextsEntry } from '../../../schema/clinic.ts';
import { messageSend } from '../../../schema/message-requests.ts';
import { messageEntry, MESSAGE_MAX, threadEntry, type MessageEntry } from '../../../schema/messages.ts';
import { newId } from '../../../schema/ids.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { EarlierThreadsLater, useArchiveLater } from '../../shared/shell/archive-list.tsx';
import { useRefusalWords } from '../../shared/shell/refusal-words.ts';
import { SyncStripConnected } from '../../shared/shell/sync-chip.tsx';
import { useReachable } from '../../shared/shell/use-reachable.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { useEarlier } from '../../shared/sync/views/use-earlier.ts';
import { useView } from '../../shared/sync/views/use-view.ts';
import { Composer } from '../../shared/ui/composer.tsx';
import { DetailHeader } from '../../shared/ui/detail-header.tsx';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import { FreshnessStamp } from '../../shared/ui/freshness-stamp.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { PatientScreen } from '../../shared/ui/patient-screen.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { draftKeys } from '../person/draft-keys.ts';
import { usePerson } from '../person/person.tsx';
import { Unwell } from '../shared/unwell.tsx';
import { MessageStream } from './message-stream.tsx';
import { createDraft, type Draft } from '../shared/draft.ts';
import { AwayLine } from './away-line.tsx';
import { OpeningLine } from './opening-line.tsx';
import { createSeenReports } from './seen-reports.ts';
import { messagesTexts } from './texts.ts';

export function ThreadPage(): JSX.Element {
  const t = useT(messagesTexts);
  const params = useParams();
  const sync = useSync();
  const person = usePerson();
  const threadId = (): string => params['thread'] ?? '';
  const view = useView(() => viewName.threads(person.patient()));
  const clinic = useView(() => viewName.clinic(sync.account.clinic));
  const thread = () => view.section('threads', threadEntry)()[threadId()];
  const isKnown = createMemo(() => thread() !== undefined);
  const all = view.section('messages', messageEntry);
  const inView = createMemo((): MessageEntry[] =>
    Object.values(all()).filter((message) => message.thread === threadId()).sort((a, b) => a.seq - b.seq || a.at - b.at));
  const earlier = useEarlier(() => viewName.threads(person.patient()), threadId, inView);
  const archive = useArchiveLater(() => [viewName.threads(person.patient())], threadId);
  const messages = createMemo((): MessageEntry[] => [...earlier.messages(), ...inView()]);
  const phone = () => clinic.section('texts', clinicTextsEntry)()['texts']?.phone;
  const clinicName = () => clinic.section('brand', brandEntry)()['brand']?.name ?? '';
  const draft = createDraft(() => draftKeys.reply(person.patient(), threadId()));
  const isReachable = useReachable();
  createSeenReports(threadId, messages);
  // What it is about is not for the list of open windows.
  createEffect(() => { document.title = t('title'); });
  const stamp = () => {
    const freshness = view.freshness();
    return { asOf: freshness.kind === 'asOf' ? freshness.at : undefined, live: freshness.kind === 'live' };
  };
  return (
    <PatientScreen
      colour={person.reach().colour}
      header={
        <DetailHeader
          title={thread()?.subject ?? t('title')}
          second={<><Show when={!person.isSelf()}>{t('thread.forWhom', { name: person.firstName() })} · </Show><Show when={thread()}>{(now) => <>{now().to.name} · </>}</Show><FreshnessStamp of="messages" {...stamp()} size="tiny" /></>}
          backHref={person.pathTo('messages')}
        />
      }
      strip={<SyncStripConnected />}
      act={isKnown() ? <Writing to={thread()?.to.ref ?? ''} thread={threadId()} draft={draft} phone={phone()} /> : undefined}
    >
      <Switch fallback={<Skeleton of="text" rows={4} />}>
        <Match when={thread()}>
          {(now) => (
            <>
              <EarlierThreadsLater archive={archive} of={now().id} />
              <MessageStream messages={messages()} earlier={earlier} thread={now().id} clinic={clinicName()} />
              <Show when={now().state === 'closed'}>
                <Notice title={t('closedNotice.title')}>{t('closedNotice.text')}</Notice>
              </Show>
            </>
          )}
        </Match>
        <Match when={archive.archive()?.lacks(threadId())}><EarlierThreadsLater archive={archive} of={threadId()} /></Match>
        <Match when={archive.coming()}><Skeleton of="text" rows={4} /></Match>
        <Match when={view.held() || !isReachable()}>
          <EmptyState kind="notHere" why={t('thread.gone.why')} next={t('thread.gone.next')} act={{ label: t('back'), href: person.pathTo('messages') }} />
        </Match>
      </Switch>
    </PatientScreen>
  );
}

/** The words stay in the field until the device has stored them; what is refused stays with its reason. */
function Writing(props: { readonly to: string; readonly thread: string; readonly draft: Draft; readonly phone: string | undefined }): JSX.Element {
  const t = useT(messagesTexts);
  const sync = useSync();
  const person = usePerson();
  const words = useRefusalWords('patient');
  const draft = props.draft;
  const [problem, setProblem] = createSignal<string>();
  createEffect(on(() => props.thread, () => setProblem(undefined), { defer: true }));
  let saving = false;
  async function send(): Promise<void> {
    const text = draft.text().trim();
    // A device that takes its time: a second press is the same message.
    if (saving) return;
    if (text === '') return void setProblem(t('thread.empty'));
    if (text.length > MESSAGE_MAX) return void setProblem(t('thread.tooLong', { over: text.length - MESSAGE_MAX }));
    const body = { patient: person.patient(), thread: props.thread, message: newId(), text };
    const key = draft.key();
    saving = true;
    const saved = await sync.act(messageSend, body, { draft: key });
    saving = false;
    if (!saved.ok) return void setProblem(words(saved.refusal).reason);
    setProblem(undefined);
    // Words typed while it was being saved stay, and so do those of another conversation.
    if (draft.key() === key && draft.text().trim() === text) draft.clear();
  }
  return (
    <>
      <Show when={problem()}>{(text) => <Notice tone="asks" title={text()} announce />}</Show>
      <Composer
        label={person.isSelf() ? t('thread.label') : t('thread.labelFor', { name: person.firstName() })}
        placeholder={person.isSelf() ? t('thread.label') : t('writeFor', { name: person.firstName() })}
        value={draft.text()}
        onInput={draft.write}
        onSend={() => void send()}
        sendLabel={person.isSelf() ? t('thread.send') : t('thread.sendFor', { name: person.firstName() })}
      />
      <AwayLine to={props.to} />
      <OpeningLine />
      <Unwell phone={props.phone} />
    </>
  );
}
