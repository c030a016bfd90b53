import { markEntry, markId, messageEntry } from '../../../schema/messages.ts';
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
  const unread = (): readonly { thread: string }[] =>
    Object.values(messages()).filter((message) => message.from === 'clinic' && message.seq > opened(message.thread) && !view.waitingOn('messages', message.id));
  return { ofThread: (thread) => unread().filter((message) => message.thread === thread).length, total: () => unread().length };
}
