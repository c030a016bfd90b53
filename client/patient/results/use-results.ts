import { createEffect, createMemo, type Accessor } from 'solid-js';
import { goalEntry, olderEntry, type GoalTarget, type Measured, type ObservationEntry } from '../../../schema/chart.ts';
import { identityEntry } from '../../../schema/patients.ts';
import { releasedResult, type ReleasedResult } from '../../../schema/results.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useUsualRanges, type UsualRange } from '../../shared/chart/use-usual-ranges.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { useView, type View } from '../../shared/sync/views/use-view.ts';
import { usePerson } from '../person/person.tsx';
import { createTellResultSeen } from '../shared/tell-result-seen.ts';
import { goalFor } from './goal-range.ts';

export interface Results {
  readonly view: View;
  /** Newest examination first; what has no date comes last. */
  readonly list: Accessor<readonly ReleasedResult[]>;
  one(id: string): ReleasedResult | undefined;
  readonly older: Accessor<number>;
  readonly unread: Accessor<number>;
  readonly stamp: Accessor<{ asOf: number | undefined; live: boolean }>;
  /** What the record's goals set for it; null: nothing. */
  goal(of: Measured): GoalTarget | null;
  /** The clinic's own range, where none was sent with it. */
  usual(of: Measured, at: string | null): UsualRange | null;
  /** The same thing in every released result, newest first, as a row of points. */
  over(of: Measured): readonly ObservationEntry[];
}

/** results/ of the person on screen. */
export function useResults(): Results {
  const person = usePerson();
  const view = useView(() => viewName.results(person.patient()));
  const entries = view.section('results', releasedResult);
  const older = view.section('older', olderEntry);
  const goals = useView(() => viewName.record(person.patient())).section('goals', goalEntry);
  const identity = useView(() => viewName.person(person.patient())).section('identity', identityEntry);
  const findUsual = useUsualRanges();
  const lost = [view.unreadable('results'), view.unreadable('older')];
  const list = createMemo(() => Object.values(entries()).sort((a, b) => (b.at ?? '').localeCompare(a.at ?? '') || b.releasedAt - a.releasedAt || a.id.localeCompare(b.id)));
  const isSame = (one: Measured, of: Measured): boolean => (of.code === null ? one.code === null && one.name === of.name : one.code === of.code);
  return {
    view, list,
    one: (id) => entries()[id],
    goal: (of) => goalFor(of, Object.values(goals())),
    usual: (of, at) => findUsual(of, at, identity()['identity']),
    older: () => Object.values(older()).reduce((sum, { count }) => sum + count, 0),
    unread: () => lost.reduce((sum, count) => sum + count(), 0),
    stamp: () => {
      const freshness = view.freshness();
      return { asOf: freshness.kind === 'asOf' ? freshness.at : undefined, live: freshness.kind === 'live' };
    },
    over: (of) => list().flatMap((result) => result.values.filter((one) => isSame(one, of)).slice(0, 1)
      .map((measured): ObservationEntry => ({ id: result.id, group: of.code ?? of.name, status: result.status, at: result.at, measured, parts: [] }))),
  };
}

/** V7: tells the clinic that these came here or were opened. */
export function reportSeen(results: Accessor<readonly ReleasedResult[]>, opened: boolean): void {
  const tell = createTellResultSeen(useSync());
  const person = usePerson();
  createEffect(() => {
    const patient = person.patient();
    for (const { id, releasedAt } of results()) void tell(patient, id, releasedAt, opened);
  });
}
