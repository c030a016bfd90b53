import { createMemo, type Accessor } from 'solid-js';
import { cannedReply, orderCanned, type CannedReply } from '../../../schema/canned-replies.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useSync, type LocalRequest } from '../../shared/sync/sync.ts';
import { useView } from '../../shared/sync/views/use-view.ts';

export interface CannedList {
  /** In their order. */
  readonly replies: Accessor<readonly CannedReply[]>;
  readonly waitingOn: (id: string) => LocalRequest | undefined;
  /** It is on this device. */
  readonly held: Accessor<boolean>;
}

/** The clinic's canned replies and one's own, as this device has them, waiting changes laid over. */
export function useCanned(): { readonly clinic: CannedList; readonly own: CannedList } {
  const sync = useSync();
  const list = (name: string): CannedList => {
    const view = useView(() => name);
    const entries = view.section('replies', cannedReply);
    return { replies: createMemo(() => orderCanned(entries())), waitingOn: (id) => view.waitingOn('replies', id), held: view.held };
  };
  return { clinic: list(viewName.office(sync.account.clinic)), own: list(viewName.account(sync.account.id)) };
}
