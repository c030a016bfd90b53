import { markEntry, markId, messageEntry, threadEntry } from '../../../schema/messages.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { useView } from '../../shared/sync/views/use-view.ts';

/** Messages of the clinic this account has not opened yet: per thread, and together. */
export function useUnread(patient: () => string): { readonly ofThread: (thread: string) => number; readonly total: () => number } {
  const sync = useSync();
  const view = useView(() => viewName.threads(patient()));
  const messages = view.section('messages', messageEntry);
  const marks = view.section('marks', markEntry);
  const opened = (thread: string): number => marks()[markId(thread, sync.account.id)]?.opened ?? 0;
  const threads = view.section('threads', threadEntry);
  const inView = (): readonly { thread: string }[] =>
    Object.values(messages()).filter((message) => message.from === 'clinic' && message.seq > opened(message.thread) && !view.waitingOn('messages', message.id));
  /** One that has left the view with its whole thread (V6) is told by the thread alone. */
  const unread = (): readonly { thread: string }[] => {
    const counted = inView();
    const known = new Set(Object.values(messages()).map(({ thread }) => thread));
    const sealed = Object.values(threads()).filter(({ id, lastFrom, lastSeq }) => lastFrom === 'clinic' && lastSeq > opened(id) && !known.has(id));
    return [...counted, ...sealed.map(({ id }) => ({ thread: id }))];
  };
  return { ofThread: (thread) => unread().filter((message) => message.thread === thread).length, total: () => unread().length };
}
