import { createMemo, type Accessor } from 'solid-js';
import { queueItem } from '../../../schema/messages.ts';
import { can } from '../../../schema/roles.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { useView } from '../../shared/sync/views/use-view.ts';

/** Threads that wait for an answer of the clinic, for whoever may read them. */
export function useWaitingCount(): Accessor<number> {
  const sync = useSync();
  const mayRead = createMemo(() => {
    const actor = sync.actor();
    return actor !== null && can(actor, 'portal.message.read');
  });
  const queue = useView(() => (mayRead() ? viewName.queue(sync.account.clinic, 'messages') : null)).section('items', queueItem);
  return createMemo(() => Object.values(queue()).filter((item) => item.t !== null).length);
}
