import { createMemo, type Accessor } from 'solid-js';
import * as z from 'zod/mini';
import { can } from '../../../schema/roles.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { useView } from '../../shared/sync/views/use-view.ts';

/** All that a count needs to know of one. */
const counted = z.object({ state: z.string() });

/** Bookings that wait for a decision of the clinic, for whoever may read them; an offer waits for its patient. */
export function useRequestedCount(): Accessor<number> {
  const sync = useSync();
  const mayRead = createMemo(() => {
    const actor = sync.actor();
    return actor !== null && can(actor, 'portal.booking.read');
  });
  const bookings = useView(() => (mayRead() ? viewName.bookings(sync.account.clinic) : null)).section('bookings', counted);
  return createMemo(() => Object.values(bookings()).filter(({ state }) => state === 'requested').length);
}
