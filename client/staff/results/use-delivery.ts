import { createMemo, type Accessor } from 'solid-js';
import { olderEntry } from '../../../schema/chart.ts';
import { resultHold, resultLift, resultRelease } from '../../../schema/result-requests.ts';
import { gateEntry, type GateEntry } from '../../../schema/results.ts';
import { scopeOf } from '../../../schema/roles.ts';
import { viewName } from '../../../schema/view-names.ts';
import type { LocalRequest } from '../../shared/sync/sync.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { useView, type View } from '../../shared/sync/views/use-view.ts';

export interface Delivery {
  readonly view: View;
  /** Longest waiting first; what one's own decision has left this device for is not among them. */
  readonly open: Accessor<readonly GateEntry[]>;
  readonly held: Accessor<readonly GateEntry[]>;
  entry(id: string): GateEntry | undefined;
  readonly older: Accessor<number>;
  /** An own decision that the clinic has not answered. */
  deciding(id: string): LocalRequest | undefined;
  mayDecide(entry: GateEntry): boolean;
}

const decisions: readonly string[] = [resultRelease.type, resultHold.type, resultLift.type];

/** delivery/:clinic as a screen reads it. */
export function useDelivery(): Delivery {
  const sync = useSync();
  const view = useView(() => viewName.delivery(sync.account.clinic));
  const entries = view.section('results', gateEntry);
  const older = view.section('older', olderEntry);
  const sorted = createMemo(() => Object.values(entries()).sort((a, b) => a.arrivedAt - b.arrivedAt || a.id.localeCompare(b.id)));
  return {
    view,
    open: createMemo(() => sorted().filter(({ state }) => state !== 'held')),
    held: createMemo(() => sorted().filter(({ state }) => state === 'held')),
    entry: (id) => entries()[id],
    older: () => Object.values(older()).reduce((sum, { count }) => sum + count, 0),
    deciding: (id) => sync.waiting().find(({ type, body }) => decisions.includes(type) && typeof body === 'object' && body !== null && 'result' in body && body.result === id),
    mayDecide(entry) {
      const actor = sync.actor();
      const scope = actor && scopeOf(actor, 'portal.result.release');
      return scope === 'all' || (scope === 'ownOrders' && entry.orderer !== null && entry.orderer.id === actor?.staff);
    },
  };
}
