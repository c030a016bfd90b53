import { createEffect, createMemo, createSignal, on, type Accessor } from 'solid-js';
import { threadComment, threadReply } from '../../../schema/triage-requests.ts';
import type { QueueItem } from '../../../schema/messages.ts';
import type { LocalRequest } from '../../shared/sync/sync.ts';
import { createThreadData, type ThreadData } from './thread-data.ts';
import type { Target } from './triage-acts.ts';
import { useDraft, type Draft } from '../shared/use-draft.ts';
import { commentDraft, replyDraft } from '../shared/words-of.ts';

/** The thread that is open, with what is being written in it. */
export interface OpenThread {
  readonly data: ThreadData;
  /** The patient's whole name, from the record or else from the queue's row. */
  readonly name: Accessor<string>;
  /** As one calls them: "Reply to Fatma". */
  readonly calledName: Accessor<string>;
  readonly reply: Draft;
  readonly comment: Draft;
  readonly isCommenting: Accessor<boolean>;
  /** The handover note was asked for: it is shown though nothing stands in it. */
  readonly isHandover: Accessor<boolean>;
  startHandover(): void;
  startComment(): void;
  stopComment(): void;
  /** "Ask Grace": a staff comment that begins with the name. */
  ask(name: string): void;
  /** An undone reply or comment, whose words are back where they can be changed: there the person goes. */
  takenBack(request: LocalRequest): void;
  replyField(element: HTMLTextAreaElement): void;
  /** Now, or as soon as that thread's box is drawn: not into the one that is still open, where the words would be another patient's. */
  focusReply(thread?: string, also?: () => void): void;
}

/** @param open thread '' while only the patient is named: then the pane lists their threads */
export function createOpenThread(open: Accessor<Target | null>, item: Accessor<QueueItem | undefined>): OpenThread {
  const data = createThreadData(open);
  const reply = useDraft(() => replyDraft(data.thread()));
  const comment = useDraft(() => commentDraft(data.thread()));
  const [isCommenting, setCommenting] = createSignal(false);
  let field: HTMLTextAreaElement | undefined;
  const [wanted, setWanted] = createSignal<{ readonly thread: string; readonly also?: (() => void) | undefined } | null>(null);
  const [isHandover, setHandover] = createSignal(false);
  createEffect(on(data.thread, () => {
    setCommenting(false);
    setHandover(false);
  }));
  function focusWanted(): void {
    const now = wanted();
    if (now?.thread !== data.thread() || !field?.isConnected) return;
    setWanted(null);
    field.focus();
    now.also?.();
  }
  createEffect(() => {
    if (wanted()?.thread === data.thread() && data.entry()) queueMicrotask(focusWanted);
  });
  // Gone on to yet another.
  createEffect(on(data.thread, (thread) => { if (thread !== wanted()?.thread) setWanted(null); }, { defer: true }));
  // A comment somebody left half written is shown with its thread, not hidden behind a button.
  createEffect(on(comment.text, (text) => text !== '' && setCommenting(true), { defer: true }));
  const name = createMemo(() => data.identity()?.name ?? item()?.n ?? '');

  return {
    data, name, reply, comment, isCommenting, isHandover,
    calledName: () => data.identity()?.given.split(' ')[0] ?? name(),
    startHandover: () => setHandover(true),
    startComment: () => setCommenting(true),
    stopComment: () => setCommenting(false),
    ask(person) {
      if (comment.text() === '') comment.write(`${person}, `);
      setCommenting(true);
    },
    takenBack(request) {
      if (request.type === threadComment.type) setCommenting(true);
      else if (request.type === threadReply.type) field?.focus();
    },
    replyField(element) {
      field = element;
      queueMicrotask(focusWanted);
    },
    focusReply(thread = data.thread(), also) {
      setWanted({ thread, also });
      focusWanted();
    },
  };
}
