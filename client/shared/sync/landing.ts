import type { StoredRequest } from '../local/account-database.ts';

/** Where this device's copy of a view stands; null when it holds none. */
export type HeldPosition = { readonly epoch: string; readonly seq: number } | null;

/** A view the clinic named no row for is waited for this often, then it is taken to have none for this request. So is a row that does not come. */
export const ASKS = 4;

/**
 * Whether what was done shows in the views this device holds (R7): then its overlay goes, and nobody sees it go.
 * `waiting`: a held view has not reached its row. `ask`: the clinic has to be asked again which row that is; its answer
 * got lost, or its projector was late, or the view began a new epoch meanwhile.
 *
 * @param shownIn views the overlay shows it in
 * @param heldAt where each view stands
 */
export function landingOf(
  row: Pick<StoredRequest, 'positions' | 'asked'>,
  shownIn: ReadonlySet<string>,
  heldAt: (view: string) => HeldPosition,
): 'landed' | 'waiting' | 'ask' {
  if (!row.positions) return 'ask';
  const patient = (row.asked ?? 0) < ASKS;
  let waiting = false;
  for (const view of new Set([...Object.keys(row.positions), ...shownIn])) {
    const held = heldAt(view);
    if (!held) continue;
    const due = row.positions[view];
    if (!due || due.epoch !== held.epoch) {
      if (patient) return 'ask';
      continue;
    }
    if (held.seq < due.seq) waiting = true;
  }
  return waiting ? 'waiting' : 'landed';
}
