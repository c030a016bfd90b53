import { useLocation, useNavigate, useParams, useSearchParams } from '@solidjs/router';
import { createEffect, createMemo, createSignal, lazy, on, Show, Suspense, type JSX } from 'solid-js';
import { useT } from '../../shared/i18n/context.tsx';
import { useSession } from '../../shared/session/session.tsx';
import { useSync } from '../../shared/sync/sync.ts';
import { PaneHeader } from '../../shared/ui/pane-header.tsx';
import { Segments } from '../../shared/ui/segments.tsx';
import { createListKeys } from '../shared/list-keys.ts';
import { listenForKeys } from '../shared/listen-for-keys.ts';
import { useStaffSettings } from '../shared/staff-settings.tsx';
import { useOffice } from '../shared/use-office.ts';
import { usePaneFocus } from '../shared/use-pane-focus.ts';
import { PatientLink } from '../shell/patient-link.tsx';
import { StaffFrame } from '../shell/staff-frame.tsx';
import { MESSAGES } from '../shell/addresses.ts';
import { InboxSide } from './inbox-side.tsx';
import styles from './inbox.module.css';
import { InboxKeyBar } from './inbox-key-bar.tsx';
import { createOpenThread } from './open-thread.ts';
import { describeUnsent } from './own-unsent.ts';
import { paramsOf, queueShows, readQuery, type QueueFilter, type QueueShow } from './queue-filter.ts';
import { createRecentActs } from './recent-act.ts';
import { ReplyBox } from './reply-box.tsx';
import { reportRead } from './report-read.ts';
import { messagesTexts } from './texts.ts';
import { ThreadHeader } from './thread-header.tsx';
import { ThreadPane } from './thread-pane.tsx';
import { TriageBar } from './triage-bar.tsx';
import { useTriageActs, type Target } from './triage-acts.ts';
import { useInboxCommands } from './use-inbox-commands.ts';
import { offerInboxActs } from './use-inbox-palette.ts';
import { useInboxQueue } from './use-inbox-queue.ts';
import { useReplying } from './use-replying.ts';
import { useRowFocus } from './use-row-focus.ts';

const ThreadNotice = lazy(() => import('./thread-notice.tsx').then((notice) => ({ default: notice.ThreadNotice })));
const KeysDialog = lazy(() => import('./keys-dialog.tsx').then((part) => ({ default: part.KeysDialog })));

/** One inbox for everybody who answers messages: the list, the open thread, and keys that work on both. */
export function InboxPage(): JSX.Element {
  const t = useT(messagesTexts);
  const sync = useSync();
  const session = useSession();
  const office = useOffice();
  const settings = useStaffSettings();
  const navigate = useNavigate();
  const location = useLocation();
  const params = useParams<{ patient?: string; thread?: string }>();
  const [search, setSearch] = useSearchParams<{ show?: string; urgency?: string; waiting?: string }>();
  const [isPicking, setPicking] = createSignal(false);
  const [helpOpen, setHelpOpen] = createSignal(false);
  const [listElement, setListElement] = createSignal<HTMLElement>();
  const [paneElement, setPaneElement] = createSignal<HTMLElement>();

  const filter = createMemo((): QueueFilter => readQuery(search));
  const show = (): QueueShow => filter().show;
  const queue = useInboxQueue(filter, office.answering);
  const selected = createMemo<Target | null>(() => (params.patient && params.thread ? { patient: params.patient, thread: params.thread } : null), null, {
    equals: (a, b) => a?.thread === b?.thread && a?.patient === b?.patient,
  });
  /** The address names a patient alone: the pane lists what they wrote. */
  const browsed = (): string | undefined => (params.thread ? undefined : params.patient);
  const named = createMemo<Target | null>(() => selected() ?? (browsed() ? { patient: browsed() ?? '', thread: '' } : null));
  const open = createOpenThread(named, () => queue.itemOf(params.thread ?? ''));
  const replying = useReplying();
  const recent = createRecentActs(sync);
  const acts = useTriageActs(recent);
  const unsent = createMemo(() => describeUnsent(queue.unsentOf(params.thread ?? ''), sync.actor()?.staff ?? null));
  // Behind the lock nothing is read, whatever the page shows underneath.
  reportRead(open.data, () => selected() !== null && session.phase() === 'open');

  const hrefOf = (target: Target): string => `${MESSAGES}/${target.patient}/${target.thread}${location.search}`;
  // Moved to the patient it belongs to: whoever has it open goes with it.
  createEffect(() => {
    const [at, item] = [selected(), queue.itemOf(params.thread ?? '')];
    if (at && item && item.p !== at.patient && !open.data.entry()) navigate(hrefOf({ patient: item.p, thread: at.thread }), { replace: true });
  });
  const listHref = (): string => `${MESSAGES}${location.search}`;
  const rows = useRowFocus(queue.ids, () => params.thread ?? null, listElement);

  const pane = usePaneFocus(paneElement, () => (open.data.entry() ? open.data.thread() : null));
  createEffect(on(() => params.thread, (thread) => {
    if (thread === undefined) queueMicrotask(() => rows.focus(rows.current()));
    else if (isListHidden(listElement())) pane.want(thread);
  }, { defer: true }));

  function openRow(id: string | null): void {
    const item = id === null ? undefined : queue.itemOf(id);
    if (!id || !item) return;
    pane.want(id);
    if (id !== params.thread) navigate(hrefOf({ patient: item.p, thread: id }));
  }
  const isInPane = (): boolean => paneElement()?.contains(document.activeElement) ?? false;
  /** The thread a key is meant for: the open one in the pane, the focused row in the list. */
  function aim(): Target | null {
    const id = isInPane() ? (params.thread ?? null) : rows.current();
    if (id === null) return null;
    const patient = id === params.thread ? params.patient : queue.itemOf(id)?.p;
    return patient === undefined ? null : { patient, thread: id };
  }
  const commands = useInboxCommands({ queue, open, selected, office, acts, openRow });
  function step(by: 1 | -1): void {
    if (isInPane()) openRow(rows.beside(params.thread ?? null, by));
    else rows.focus(rows.beside(rows.current(), by));
  }
  function reply(also?: () => void): void {
    const target = aim();
    if (!target) return;
    if (target.thread !== params.thread) openRow(target.thread);
    pane.forget();
    open.focusReply(target.thread, also);
  }
  const showOnly = (value: string): void => setSearch({ show: value === 'all' ? null : value });
  offerInboxActs({
    queue, open, selected, office, acts, commands, show, setShow: showOnly, step, help: () => setHelpOpen(true), pickCanned: () => setPicking(true),
    reply: () => open.focusReply(),
  });
  const onKey = createListKeys(() => settings.keysOn() && !helpOpen(), settings.keymap, {
    next: () => step(1), previous: () => step(-1), open: () => openRow(rows.current()), assign: () => commands.assignToMe(aim()), reply: () => reply(),
    canned: () => reply(() => setPicking(true)),
    close: () => commands.close(aim()),
    undo: () => void acts.undo(), search: () => document.querySelector<HTMLElement>('header input[type=search]')?.focus(),
    help: () => setHelpOpen(true), go: (href) => navigate(href),
  });
  listenForKeys(listElement, onKey);
  listenForKeys(paneElement, onKey);
  listenForKeys(listElement, (event) => {
    if (event.key === 'Enter' && settings.keysOn()) pane.want(rows.current());
  });

  return (
    <>
      <StaffFrame
        current="messages"
        title={t('title')}
        pageTitle={named() ? t('titleOf', { name: open.name() }) : undefined}
        searchKeycap={settings.cap('search')}
        showing={named() ? 'pane' : 'list'}
        listLabel={t('list.label')}
        listRef={setListElement}
        paneRef={setPaneElement}
        beside={
          <div class={styles.shows} data-open={named() ? '' : undefined}>
            <Segments
              label={t('show.label')}
              value={show()}
              onChange={showOnly}
              options={queueShows.map((one) => ({ value: one, label: t(`show.${one}`), ...(one === 'closed' || !queue.held() ? {} : { count: queue.counts()[one] }) }))}
            />
          </div>
        }
        list={
          <InboxSide
            filter={filter()} onFilter={(next) => setSearch(paramsOf(next))}
            queue={queue} office={office} show={show()} selected={params.thread ?? null} current={rows.current()} scroller={listElement()}
            replying={replying.who} hrefOf={hrefOf} allHref={MESSAGES} onRow={rows.register} onHandle={rows.handle}
          />
        }
        paneHeader={
          <Show when={selected() && open.data.entry()} fallback={
            <Show when={browsed()}>{(patient) => <PaneHeader title={t('others.title', { name: open.name() || t('others.somebody') })} onBack={() => navigate(listHref())} acts={<PatientLink patient={patient()} />} />}</Show>
          }>
            <ThreadHeader
              data={open.data} name={open.name()} unsent={unsent()} onBack={() => navigate(listHref())}
              onAssignToMe={() => commands.assignToMe(selected())} onTakeOver={commands.takeOver} onClose={() => commands.close(selected())}
              onReopen={commands.reopen}
            />
            <div class={styles.strip}>
              <Suspense><ThreadNotice data={open.data} onAsk={(name) => open.ask(name)} /></Suspense>
              <TriageBar data={open.data} name={open.name()} office={office} acts={acts} unsent={unsent()} hrefOf={hrefOf} />
            </div>
          </Show>
        }
        pane={
          <ThreadPane
            open={open} office={office} keysOn={settings.keysOn()} isOpen={selected() !== null} isBrowsing={browsed() !== undefined} hrefOf={hrefOf} listHref={listHref()}
          />
        }
        paneFoot={
          <Show when={selected() && open.data.entry()}>
            <ReplyBox
              replying={replying} data={open.data} name={open.calledName()} draft={open.reply} onComment={() => open.startComment()} onHandover={() => open.startHandover()} ref={(element) => open.replyField(element)}
              isPicking={isPicking()} onPicking={setPicking}
              onSaved={(request) => recent.push({ request, onTakenBack: (back) => open.takenBack(back) })}
            />
          </Show>
        }
        keyBar={<InboxKeyBar queue={queue} />}
      />
      <Show when={helpOpen()}><Suspense><KeysDialog open onClose={() => setHelpOpen(false)} /></Suspense></Show>
    </>
  );
}

/** List and pane do not stand side by side: whoever opened something has left the list. */
function isListHidden(list: HTMLElement | undefined): boolean {
  return list !== undefined && list.offsetParent === null;
}
