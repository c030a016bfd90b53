import { lazy, Match, Show, Suspense, Switch, type JSX } from 'solid-js';
import type { MovedFrom } from '../../../schema/messages.ts';
import { useFormat, useI18n, useT } from '../../shared/i18n/context.tsx';
import { whenWords } from '../../shared/shell/refusal-words.ts';
import { EarlierThreadsLater } from '../../shared/shell/archive-list.tsx';
import type { LocalRequest } from '../../shared/sync/sync.ts';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { useReachable } from '../../shared/shell/use-reachable.ts';
import type { Office } from '../shared/use-office.ts';
import { useStaffSettings } from '../shared/staff-settings.tsx';
import { CommentsPanel } from './comments-panel.tsx';
import styles from './inbox.module.css';
import misdirectedStyles from './misdirected.module.css';
import { misdirectedTexts } from './misdirected-texts.ts';
import { MessageStream } from './message-stream.tsx';
import { messagesTexts } from './texts.ts';
import { useMayReply } from './thread-header.tsx';
import type { Target } from './triage-acts.ts';
import type { OpenThread } from './open-thread.ts';

/** Whoever comes from a patient, and not from the queue, sees it. */
const PatientThreads = lazy(() => import('./patient-threads.tsx').then((list) => ({ default: list.PatientThreads })));
/** With Yjs and the editor: after the conversation is on the screen. */
const HandoverPanel = lazy(() => import('./handover-panel.tsx').then((panel) => ({ default: panel.HandoverPanel })));

export interface ThreadPaneProps {
  readonly open: OpenThread;
  readonly office: Office;
  readonly keysOn: boolean;
  readonly isOpen: boolean;
  /** Only a patient is named: their threads are listed. */
  readonly isBrowsing: boolean;
  readonly hrefOf: (target: Target) => string;
  readonly listHref: string;
}

function MovedLine(props: { readonly moved: MovedFrom }): JSX.Element {
  const t = useT(misdirectedTexts);
  const f = useFormat();
  const i18n = useI18n();
  return <p class={misdirectedStyles.moved}>{t('moved', { name: props.moved.by, from: props.moved.from, when: whenWords(i18n, f, props.moved.at), reason: props.moved.reason })}</p>;
}

/** Staff comments and conversation; or why there is nothing to read. */
export function ThreadPane(props: ThreadPaneProps): JSX.Element {
  const t = useT(messagesTexts);
  const isReachable = useReachable();
  const whyNot = useMayReply();
  const settings = useStaffSettings();
  const data = props.open.data;
  return (
    <Switch>
      <Match when={props.isBrowsing}><Suspense><PatientThreads data={data} name={props.open.name()} hrefOf={props.hrefOf} /></Suspense></Match>
      <Match when={!props.isOpen}>
        <EmptyState kind="nothingYet" why={t('pane.choose.why')} next={props.keysOn ? t('pane.choose.next', settings.keymap()) : t('pane.choose.nextNoKeys')} />
      </Match>
      <Match when={data.entry()}>
        <div class={styles.stack}>
          <Show when={data.triage()?.moved}>{(moved) => <MovedLine moved={moved()} />}</Show>
          <Show when={data.triage()} keyed={false}>
            {(triage) => (
              <Suspense>
                <HandoverPanel
                  patient={data.patient()} thread={data.thread()} name={props.open.name()} part={triage().notePart} closed={triage().state === 'closed'}
                  mayNot={whyNot()} asked={props.open.isHandover()} office={props.office}
                />
              </Suspense>
            )}
          </Show>
          <CommentsPanel
            data={data} name={props.open.name()} office={props.office} writing={props.open.isCommenting()} draft={props.open.comment}
            onDone={() => props.open.stopComment()} onTakenBack={(request: LocalRequest) => props.open.takenBack(request)}
          />
        </div>
        <EarlierThreadsLater archive={data.archive} of={data.thread()} />
        <MessageStream data={data} name={props.open.name()} onTakenBack={(request) => props.open.takenBack(request)} />
      </Match>
      <Match when={data.archive.archive()?.lacks(data.thread())}><EarlierThreadsLater archive={data.archive} of={data.thread()} /></Match>
      <Match when={data.archive.coming()}><Skeleton of="text" /></Match>
      <Match when={data.refused() || data.held()}>
        <EmptyState kind="nothingYet" why={t('pane.gone.why')} next={t('pane.gone.next')} act={{ label: t('pane.gone.act'), href: props.listHref }} />
      </Match>
      <Match when={isReachable()}><Skeleton of="text" /></Match>
      <Match when={true}><EmptyState kind="notHere" why={t('pane.notHere.why')} next={t('pane.notHere.next')} /></Match>
    </Switch>
  );
}
