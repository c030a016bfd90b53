import { createMemo, type Accessor } from 'solid-js';
import { olderEntry } from '../../../schema/chart.ts';
import { resultHold, resultLift, resultRelease, resultReleaseNormal, resultWithdraw } from '../../../schema/result-requests.ts';
import type { Refusal } from '../../../schema/outcome.ts';
import { sentAsNormal } from '../../../schema/result-states.ts';
import { gateEntry, givenEntry, type GateEntry, type GivenEntry } from '../../../schema/results.ts';
import { scopeOf } from '../../../schema/roles.ts';
import { viewName } from '../../../schema/view-names.ts';
import { lastOf } from '../../../schema/old-browsers.ts';
import type { LocalRequest } from '../../shared/sync/sync.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { useView, type View } from '../../shared/sync/views/use-view.ts';
import { followDecisions, resultOf } from './follow-decisions.ts';

export interface Delivery {
  readonly view: View;
  /** Longest waiting first; what one's own decision has left this device for is not among them. */
  readonly open: Accessor<readonly GateEntry[]>;
  /** Old when they came in, latest examination first. */
  readonly history: Accessor<readonly GateEntry[]>;
  /** Held, and what was taken back. */
  readonly held: Accessor<readonly GateEntry[]>;
  /** Released last, newest first. */
  readonly released: Accessor<readonly GivenEntry[]>;
  entry(id: string): GateEntry | undefined;
  given(id: string): GivenEntry | undefined;
  /** How many have no room on this device: of what waits, of what was released. */
  older(of: 'results' | 'history' | 'given'): number;
  /** Entries this version of the app cannot read. */
  readonly unread: Accessor<number>;
  /** An own decision that the clinic has not answered, or whose answer does not show here yet. */
  deciding(id: string): LocalRequest | undefined;
  /** Not accepted and not dismissed: why it still stands here. */
  refusedOf(id: string): Refusal | undefined;
  /** Of a list: awaiting, sent as normal, and this person's to decide on. */
  normal(of: 'open' | 'history'): readonly GateEntry[];
  /** Own releases of many at once that have not left this device. */
  readonly leavingTogether: Accessor<readonly LocalRequest[]>;
  /** What `undo` takes back. */
  readonly lastHeldBack: Accessor<LocalRequest | undefined>;
  mayDecide(entry: Pick<GateEntry, 'orderer'>): boolean;
}

const decisions: readonly string[] = [resultRelease.type, resultReleaseNormal.type, resultHold.type, resultLift.type, resultWithdraw.type];

/** delivery/:clinic as a screen reads it. */
export function useDelivery(): Delivery {
  const sync = useSync();
  const view = useView(() => viewName.delivery(sync.account.clinic));
  const entries = view.section('results', gateEntry);
  const long = view.section('history', gateEntry);
  const given = view.section('given', givenEntry);
  const older = view.section('older', olderEntry);
  const lost = [view.unreadable('results'), view.unreadable('history'), view.unreadable('given')];
  const isAside = ({ state }: GateEntry): boolean => state === 'held' || state === 'withdrawn';
  const sorted = createMemo(() => Object.values(entries()).sort((a, b) => a.arrivedAt - b.arrivedAt || a.id.localeCompare(b.id)));
  const history = createMemo(() => Object.values(long()).sort((a, b) => (b.at ?? '').localeCompare(a.at ?? '') || a.id.localeCompare(b.id)));
  const entryOf = (id: string): GateEntry | undefined => entries()[id] ?? long()[id];
  /** Another revision is another decision. */
  function stands(request: LocalRequest): boolean {
    const id = resultOf(request) ?? '';
    if (request.type === resultWithdraw.type) return given()[id] !== undefined;
    const entry = entryOf(id);
    if (!entry) return false;
    if (request.type === resultLift.type) return entry.state === 'held';
    const body = request.body as { readonly revision?: unknown };
    return entry.state !== 'held' && entry.revision === body.revision;
  }
  const decided = createMemo((before: ReadonlyMap<string, LocalRequest>) =>
    followDecisions(before, sync.waiting().filter(({ type }) => decisions.includes(type)), [...sync.needsYou(), ...sync.superseded()], stands), new Map());
  function mayDecide({ orderer }: Pick<GateEntry, 'orderer'>): boolean {
    const actor = sync.actor();
    const scope = actor && scopeOf(actor, 'portal.result.release');
    return scope === 'all' || (scope === 'ownOrders' && orderer !== null && orderer.id === actor?.staff);
  }
  return {
    view,
    open: createMemo(() => sorted().filter((one) => !isAside(one))),
    history,
    held: createMemo(() => sorted().filter(isAside)),
    released: createMemo(() => Object.values(given()).sort((a, b) => b.releasedAt - a.releasedAt || a.id.localeCompare(b.id))),
    entry: entryOf,
    given: (id) => given()[id],
    older: (of) => older()[of]?.count ?? 0,
    unread: () => lost.reduce((sum, count) => sum + count(), 0),
    deciding: (id) => decided().get(id),
    lastHeldBack: () => lastOf([...decided().values()].filter(({ undoable }) => undoable).sort((a, b) => a.savedAt - b.savedAt)),
    refusedOf: (id) => sync.needsYou().find((request) => decisions.includes(request.type) && resultOf(request) === id)?.refusal,
    normal: (of) => (of === 'open' ? sorted() : history()).filter((one) => one.state === 'awaiting' && sentAsNormal(one) && mayDecide(one) && !decided().has(one.id)),
    leavingTogether: () => sync.waiting().filter(({ type, undoable }) => undoable && type === resultReleaseNormal.type),
    mayDecide,
  };
}
