import { createMemo, type Accessor } from 'solid-js';
import { waitEntry, type WaitEntry } from '../../../schema/bookings.ts';
import { waitOffer } from '../../../schema/booking-waits.ts';
import { useSync, type LocalRequest } from '../../shared/sync/sync.ts';
import type { View } from '../../shared/sync/views/use-view.ts';

export interface Waits {
  /** Whoever asked first comes first; those for whom a time is free before all others. */
  readonly listed: Accessor<readonly WaitEntry[]>;
  entry(id: string): WaitEntry | undefined;
  /** An own offer that the clinic has not answered. */
  offering(id: string): LocalRequest | undefined;
}

/** `waits` of bookings/:clinic as a screen reads it. */
export function useWaits(view: View): Waits {
  const sync = useSync();
  const entries = view.section('waits', waitEntry);
  return {
    listed: createMemo(() => Object.values(entries()).sort((a, b) => Number(a.found === null) - Number(b.found === null) || a.at - b.at || a.id.localeCompare(b.id))),
    entry: (id) => entries()[id],
    offering: (id) => sync.waiting().find(({ type, body }) => type === waitOffer.type && typeof body === 'object' && body !== null && 'wait' in body && body.wait === id),
  };
}
