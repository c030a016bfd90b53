import { createMemo, type Accessor } from 'solid-js';
import { queueItem, type QueueItem } from '../../../schema/messages.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useSync, type LocalRequest } from '../../shared/sync/sync.ts';
import type { Freshness } from '../../shared/sync/views/types.ts';
import { useView } from '../../shared/sync/views/use-view.ts';
import { useHeldViews } from '../../shared/sync/views/use-held.ts';
import { useClosedThreads } from './closed-threads.ts';
import { groupByThread } from './own-unsent.ts';
import { countQueue, isShown, passes, sortQueue, type Answering, type QueueCounts, type QueueFilter, type QueueShow } from './queue-filter.ts';

export interface InboxQueue {
  /** Thread ids as shown now, in order. */
  readonly ids: Accessor<readonly string[]>;
  readonly itemOf: (id: string) => QueueItem | undefined;
  readonly counts: Accessor<QueueCounts>;
  /** The list itself is on this device. */
  readonly held: Accessor<boolean>;
  readonly freshness: Accessor<Freshness>;
  readonly unreadable: Accessor<number>;
  /** The patient's messages are on this device; true while that is not known. */
  readonly isHere: (patient: string) => boolean;
  readonly unsentOf: (id: string) => readonly LocalRequest[];
}

const NONE: readonly LocalRequest[] = [];

/** The inbox as this device has it: the queue's view with what waits laid over it, filtered and in order. */
export function useInboxQueue(filter: Accessor<QueueFilter>, answering: Answering): InboxQueue {
  const sync = useSync();
  const show = (): QueueShow => filter().show;
  const view = useView(() => viewName.queue(sync.account.clinic, 'messages'));
  const items = view.section('items', queueItem);
  const onDevice = useHeldViews();
  const closed = useClosedThreads(() => show() === 'closed', onDevice);
  const staff = createMemo(() => sync.actor()?.staff ?? null);
  const open = createMemo(() => sortQueue(items()));
  const ids = createMemo(
    () => {
      if (show() === 'closed') return Object.entries(closed()).filter(([, item]) => passes(item, filter())).sort(([, a], [, b]) => b.m - a.m).map(([id]) => id);
      return open().filter(({ item }) => isShown(item, show(), staff(), answering) && passes(item, filter())).map(({ id }) => id);
    },
    [] as string[],
    // The same order is the same list: rows, focus and scroll stay where they are.
    { equals: (before, now) => before.length === now.length && before.every((id, index) => id === now[index]) },
  );
  const unsent = createMemo(() => groupByThread(sync.waiting()));
  return {
    ids,
    itemOf: (id) => items()[id] ?? closed()[id],
    counts: createMemo(() => countQueue(open(), staff(), answering)),
    held: view.held,
    freshness: view.freshness,
    unreadable: view.unreadable('items'),
    isHere: (patient) => onDevice()?.has(viewName.threads(patient)) ?? true,
    unsentOf: (id) => unsent().get(id) ?? NONE,
  };
}
