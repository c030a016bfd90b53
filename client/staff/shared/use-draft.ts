import { createEffect, createSignal, on, onCleanup, type Accessor } from 'solid-js';
import { heldDiscard, heldReturn } from '../../../schema/held-requests.ts';
import { patientBlock, patientContact } from '../../../schema/patient-requests.ts';
import { type ContactField } from '../../../schema/patients.ts';
import { threadComment, threadReply } from '../../../schema/triage-requests.ts';
import { useSync, type LocalRequest, type Sync } from '../../shared/sync/sync.ts';

export interface Draft {
  readonly text: Accessor<string>;
  readonly key: Accessor<string>;
  write(text: string): void;
  /** Words that come back from the outbox go behind what stands here already. */
  giveBack(text: string): void;
  /** After the request that carries the words is on the disk; the stored draft went in the same transaction. */
  sent(): void;
}

const WRITE_AFTER_MS = 250;

/** Words not sent yet, kept per thread as they are typed: another thread, a lock or a closed browser loses none (R5). */
export function useDraft(key: Accessor<string>): Draft {
  const sync = useSync();
  const [text, setText] = createSignal('');
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pending: { readonly key: string; readonly text: string } | undefined;

  function flush(): void {
    clearTimeout(timer);
    const now = pending;
    pending = undefined;
    if (now) void (now.text === '' ? sync.drafts.drop(now.key) : sync.drafts.put(now.key, now.text));
  }
  function write(words: string): void {
    setText(words);
    pending = { key: key(), text: words };
    clearTimeout(timer);
    timer = setTimeout(flush, WRITE_AFTER_MS);
  }
  createEffect(on(key, (name) => {
    flush();
    setText('');
    // What is typed while the kept words are being read stays.
    void sync.drafts.get(name).then((kept) => {
      if (kept !== null && name === key() && text() === '' && pending === undefined) setText(kept);
    });
  }));
  const onHide = (): void => {
    if (document.visibilityState === 'hidden') flush();
  };
  document.addEventListener('visibilitychange', onHide);
  onCleanup(() => {
    document.removeEventListener('visibilitychange', onHide);
    flush();
    open.delete(draft);
  });
  const draft: Draft = {
    text, key, write,
    giveBack(words) {
      write(text().trim() === '' ? words : `${text()}\n\n${words}`);
      flush();
    },
    sent() {
      clearTimeout(timer);
      pending = undefined;
      setText('');
      // A write that was under way while the request was saved would bring the words back tomorrow.
      void sync.drafts.drop(key());
    },
  };
  open.add(draft);
  return draft;
}

/** Drafts on the screen: words that come back from elsewhere go there, not behind their back into the store. */
const open = new Set<Draft>();

export const replyDraft = (thread: string): string => `reply.${thread}`;
export const commentDraft = (thread: string): string => `comment.${thread}`;
export const contactDraft = (patient: string, field: ContactField): string => `contact.${patient}.${field}`;
export const heldDraft = (request: string): string => `held.${request}`;
export const blockDraft = (patient: string): string => `block.${patient}`;

interface TakenBack {
  readonly key: string;
  readonly text: string;
  /** Behind what stands there already; a number or address takes its place instead. */
  readonly joins: boolean;
}

/** The words of a request and the draft they came from; null for requests without words. */
function takenBackWords(request: LocalRequest): TakenBack | null {
  switch (request.type) {
    case threadReply.type: {
      const { thread, text } = threadReply.body.parse(request.body);
      return { key: replyDraft(thread), text, joins: true };
    }
    case threadComment.type: {
      const { thread, text } = threadComment.body.parse(request.body);
      return { key: commentDraft(thread), text, joins: true };
    }
    case patientContact.type: {
      const { patient, field, value } = patientContact.body.parse(request.body);
      return { key: contactDraft(patient, field), text: value, joins: false };
    }
    case patientBlock.type: {
      const { patient, reason } = patientBlock.body.parse(request.body);
      return { key: blockDraft(patient), text: reason, joins: true };
    }
    case heldReturn.type:
    case heldDiscard.type: {
      const { request: held, words } = heldReturn.body.parse(request.body);
      return { key: heldDraft(held), text: words, joins: true };
    }
    default:
      return null;
  }
}

/** What was taken back, to where it was written. */
export async function keepTakenBack(sync: Sync, request: LocalRequest): Promise<void> {
  const back = takenBackWords(request);
  if (!back) return;
  const shown = [...open].find((draft) => draft.key() === back.key);
  if (shown) {
    if (back.joins) shown.giveBack(back.text);
    else shown.write(back.text);
    return;
  }
  const kept = back.joins ? ((await sync.drafts.get(back.key)) ?? '') : '';
  await sync.drafts.put(back.key, kept.trim() === '' ? back.text : `${kept}\n\n${back.text}`);
}
