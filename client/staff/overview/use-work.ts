import { createMemo, type Accessor } from 'solid-js';
import { requestedEntry } from '../../../schema/bookings.ts';
import { olderEntry } from '../../../schema/chart.ts';
import { queueItem } from '../../../schema/messages.ts';
import { gateEntry } from '../../../schema/results.ts';
import { can, scopeOf, type Permission } from '../../../schema/roles.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useFormat, useI18n } from '../../shared/i18n/context.tsx';
import { createZonedDay } from '../../shared/i18n/zoned-day.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { useView, type View } from '../../shared/sync/views/use-view.ts';
import { workOfBookings, workOfMessages, workOfResults, type Clock, type QueueKind, type Work } from './work.ts';

export interface Queue {
  readonly kind: QueueKind;
  readonly view: View;
  readonly work: Accessor<readonly Work[]>;
  /** How many more wait that have no room on this device. */
  readonly older: Accessor<number>;
  /** Entries this version of the app cannot read. */
  readonly unread: Accessor<number>;
}

/** The queues this person may see, each from the view that its own page shows: nothing is asked of the clinic for this. */
export function useWork(): { readonly queues: Accessor<readonly Queue[]>; isWaitingHere(id: string): boolean } {
  const sync = useSync();
  const f = useFormat();
  const i18n = useI18n();
  const zonedDay = createZonedDay();
  const clinic = sync.account.clinic;
  const clock = createMemo((): Clock => ({ now: f.now(), dayOf: (at) => zonedDay(i18n.timeZone(), new Date(at)) }));
  const holds = (permission: Permission): boolean => { const actor = sync.actor(); return actor !== null && can(actor, permission); };
  const releases = createMemo(() => { const actor = sync.actor(); return actor && scopeOf(actor, 'portal.result.release'); });
  const readsMessages = createMemo(() => holds('portal.message.read'));
  const readsBookings = createMemo(() => holds('portal.booking.read'));

  function messages(): Queue {
    const view = useView(() => (readsMessages() ? viewName.queue(clinic, 'messages') : null));
    const items = view.section('items', queueItem);
    return { kind: 'messages', view, work: createMemo(() => workOfMessages(items(), clock())), older: () => 0, unread: view.unreadable('items') };
  }
  function results(): Queue {
    const view = useView(() => (releases() ? viewName.delivery(clinic) : null));
    const entries = view.section('results', gateEntry);
    const older = view.section('older', olderEntry);
    const isMine = (orderer: { readonly id: string } | null): boolean => releases() === 'all' || (orderer !== null && orderer.id === sync.actor()?.staff);
    return {
      kind: 'results', view, work: createMemo(() => workOfResults(entries(), ({ orderer }) => isMine(orderer), clock())),
      older: () => older()['results']?.count ?? 0, unread: view.unreadable('results'),
    };
  }
  function bookings(): Queue {
    const view = useView(() => (readsBookings() ? viewName.bookings(clinic) : null));
    const entries = view.section('bookings', requestedEntry);
    const older = view.section('older', olderEntry);
    return {
      kind: 'bookings', view, work: createMemo(() => workOfBookings(entries(), clock())),
      older: () => Object.values(older()).reduce((sum, { count }) => sum + count, 0), unread: view.unreadable('bookings'),
    };
  }
  const all = [messages(), bookings(), results()];
  const mayRead: Readonly<Record<QueueKind, Accessor<boolean>>> = { messages: readsMessages, bookings: readsBookings, results: () => releases() !== null };
  /** Threads, results and bookings an own act is about that the clinic has not answered. */
  const here = createMemo(() => new Set(sync.waiting().flatMap(({ body }) => subjectsOf(body))));
  return { queues: () => all.filter(({ kind }) => mayRead[kind]()), isWaitingHere: (id) => here().has(id) };
}

function subjectsOf(body: unknown): string[] {
  if (typeof body !== 'object' || body === null) return [];
  const { thread, result, booking } = body as { readonly thread?: unknown; readonly result?: unknown; readonly booking?: unknown };
  return [thread, result, booking].filter((one) => typeof one === 'string');
}
