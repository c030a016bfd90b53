import * as z from 'zod/mini';
import { viewName } from '../../../schema/view-names.ts';
import { useView } from '../../shared/sync/views/use-view.ts';

const counted = z.object({ state: z.string() });

/** Bookings to which the clinic offered other times: they wait for the patient. */
export function useOffers(patient: () => string): () => number {
  const bookings = useView(() => viewName.person(patient())).section('bookings', counted);
  return () => Object.values(bookings()).filter(({ state }) => state === 'countered').length;
}
