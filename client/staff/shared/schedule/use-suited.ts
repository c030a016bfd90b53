import type { Accessor } from 'solid-js';
import { waitEntry, type WaitEntry } from '../../../../schema/bookings.ts';
import { can } from '../../../../schema/roles.ts';
import { viewName } from '../../../../schema/view-names.ts';
import { useFormat } from '../../../shared/i18n/context.tsx';
import { useSync } from '../../../shared/sync/sync.ts';
import { useView } from '../../../shared/sync/views/use-view.ts';
import type { Block, Desk } from './use-desk.ts';

/** Who waits for an earlier time and would be suited by what has come free here; nobody where it is not free, or over. */
export function useSuited(desk: Desk, block: Accessor<Block>): Accessor<readonly WaitEntry[]> {
  const sync = useSync();
  const f = useFormat();
  const waits = useView(() => { const actor = sync.actor(); return actor !== null && can(actor, 'portal.booking.read') ? viewName.bookings(sync.account.clinic) : null; }).section('waits', waitEntry);
  return () => {
    const { state, startsAt, endsAt, staff, visitType } = block();
    if (state !== 'cancelled' || startsAt <= f.now() || desk.blocks().some((one) => one.state !== 'cancelled' && one.staff === staff && one.startsAt < endsAt && startsAt < one.until)) return [];
    const provider = desk.providerName(staff);
    return Object.values(waits()).filter((one) =>
      !one.moving && one.visitType.id === visitType && one.location.id === desk.location() && one.startsAt >= endsAt && one.from <= desk.dayOf(startsAt) && (one.anyone || one.provider.name === provider));
  };
}
