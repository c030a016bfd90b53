import { createMemo, type Accessor } from 'solid-js';
import { commentEntry, markEntry, messageEntry, threadEntry, triageEntry, type CommentEntry, type MarkEntry, type MessageEntry, type ThreadEntry, type TriageEntry } from '../../../schema/messages.ts';
import { misdirectedEntry, type MisdirectedEntry } from '../../../schema/misdirected.ts';
import { identityEntry, type IdentityEntry } from '../../../schema/patients.ts';
import { viewName } from '../../../schema/view-names.ts';
import type { LocalRequest } from '../../shared/sync/sync.ts';
import type { Freshness } from '../../shared/sync/views/types.ts';
import { useArchiveLater, type ArchiveLater } from '../../shared/shell/archive-list.tsx';
import { useEarlier, type Earlier } from '../../shared/sync/views/use-earlier.ts';
import { useView } from '../../shared/sync/views/use-view.ts';
import { orderMessages } from './seen-summary.ts';

/** One thread as this device holds it, waiting changes laid over it. */
export interface ThreadData {
  readonly patient: Accessor<string>;
  readonly thread: Accessor<string>;
  readonly entry: Accessor<ThreadEntry | undefined>;
  readonly triage: Accessor<TriageEntry | undefined>;
  readonly identity: Accessor<IdentityEntry | undefined>;
  readonly messages: Accessor<readonly MessageEntry[]>;
  /** Messages that left the view (V6): those that were opened are among `messages`. */
  readonly earlier: Earlier;
  readonly comments: Accessor<readonly CommentEntry[]>;
  readonly marks: Accessor<readonly MarkEntry[]>;
  /** Threads that left their views (V6): those that were opened are among all others here. */
  readonly archive: ArchiveLater;
  /** The patient's other threads, newest first, closed ones too. */
  readonly others: Accessor<readonly ThreadEntry[]>;
  readonly held: Accessor<boolean>;
  /** The clinic said that there is no such patient for whoever asks. */
  readonly refused: Accessor<boolean>;
  readonly freshness: Accessor<Freshness>;
  /** Entries that arrived in a shape this app cannot read: told, never hidden. */
  readonly unreadable: Accessor<number>;
  /** What colleagues did about a reply to the wrong person. */
  readonly misdirected: (message: string) => MisdirectedEntry | undefined;
  readonly waitingMessage: (id: string) => LocalRequest | undefined;
  readonly waitingComment: (id: string) => LocalRequest | undefined;
}

/** `open`: what the address names, or null while none is open. */
export function createThreadData(open: Accessor<{ readonly patient: string; readonly thread: string } | null>): ThreadData {
  const patient = createMemo(() => open()?.patient ?? '');
  const thread = createMemo(() => open()?.thread ?? '');
  const ofPatient = (name: (patient: string) => string) => (): string | null => (patient() === '' ? null : name(patient()));
  const threads = useView(ofPatient(viewName.threads));
  const triage = useView(ofPatient(viewName.triage));
  const person = useView(ofPatient(viewName.person));
  const entries = threads.section('threads', threadEntry);
  const messages = threads.section('messages', messageEntry);
  const decisions = triage.section('threads', triageEntry);
  const comments = triage.section('comments', commentEntry);
  const seen = triage.section('seen', markEntry);
  const misdirected = triage.section('misdirected', misdirectedEntry);
  const identities = person.section('identity', identityEntry);
  const ofThread = <T extends { readonly thread: string }>(all: Readonly<Record<string, T>>): T[] =>
    Object.values(all).filter((one) => one.thread === thread());
  const unreadable = [threads.unreadable('messages'), triage.unreadable('comments')];
  const inView = createMemo(() => orderMessages(ofThread(messages())));
  const earlier = useEarlier(ofPatient(viewName.threads), thread, inView);
  const archive = useArchiveLater(() => (patient() === '' ? [] : [viewName.threads(patient()), viewName.triage(patient())]), thread);
  return {
    patient, thread, earlier, archive,
    entry: () => entries()[thread()],
    triage: () => decisions()[thread()],
    identity: () => identities()['identity'],
    messages: createMemo(() => [...earlier.messages(), ...inView()]),
    comments: createMemo(() => ofThread(comments()).sort((a, b) => a.at - b.at)),
    marks: createMemo(() => ofThread(seen())),
    others: createMemo(() => Object.values(entries()).filter((one) => one.id !== thread()).sort((a, b) => b.lastAt - a.lastAt)),
    held: () => threads.held() && triage.held(),
    refused: threads.refused,
    freshness: threads.freshness,
    unreadable: () => unreadable.reduce((sum, count) => sum + count(), 0),
    misdirected: (id) => misdirected()[id],
    waitingMessage: (id) => threads.waitingOn('messages', id),
    waitingComment: (id) => triage.waitingOn('comments', id),
  };
}
