import { createMemo, type Accessor } from 'solid-js';
import { bookingConfirm, bookingDecline, bookingOffer } from '../../../schema/booking-requests.ts';
import { requestedEntry, type RequestedEntry } from '../../../schema/bookings.ts';
import { olderEntry } from '../../../schema/chart.ts';
import { can } from '../../../schema/roles.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useSync, type LocalRequest } from '../../shared/sync/sync.ts';
import { useView, type View } from '../../shared/sync/views/use-view.ts';

export type Deciding = 'confirm' | 'decline' | 'offer';
export interface Requested {
  readonly view: View;
  /** What runs out first comes first. */
  readonly requested: Accessor<readonly RequestedEntry[]>;
  readonly countered: Accessor<readonly RequestedEntry[]>;
  entry(id: string): RequestedEntry | undefined;
  readonly older: Accessor<number>;
  /** An own decision that the clinic has not answered. */
  deciding(id: string): { readonly request: LocalRequest; readonly what: Deciding } | undefined;
  readonly mayDecide: Accessor<boolean>;
}

const decisions: Readonly<Record<string, Deciding>> = { [bookingConfirm.type]: 'confirm', [bookingDecline.type]: 'decline', [bookingOffer.type]: 'offer' };

/** bookings/:clinic as a screen reads it. */
export function useRequested(): Requested {
  const sync = useSync();
  const view = useView(() => viewName.bookings(sync.account.clinic));
  const entries = view.section('bookings', requestedEntry);
  const older = view.section('older', olderEntry);
  const sorted = createMemo(() => Object.values(entries()).sort((a, b) => a.expiresAt - b.expiresAt || a.id.localeCompare(b.id)));
  return {
    view,
    requested: createMemo(() => sorted().filter(({ state }) => state === 'requested')),
    countered: createMemo(() => sorted().filter(({ state }) => state === 'countered')),
    entry: (id) => entries()[id],
    older: () => Object.values(older()).reduce((sum, { count }) => sum + count, 0),
    deciding(id) {
      for (const request of sync.waiting()) {
        const what = decisions[request.type];
        const body: unknown = request.body;
        if (what !== undefined && typeof body === 'object' && body !== null && 'booking' in body && body.booking === id) return { request, what };
      }
      return undefined;
    },
    mayDecide: () => { const actor = sync.actor(); return actor !== null && can(actor, 'portal.booking.manage'); },
  };
}
