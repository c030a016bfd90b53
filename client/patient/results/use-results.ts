import { createEffect, createMemo, type Accessor } from 'solid-js';
import { olderEntry, type Measured, type ObservationEntry } from '../../../schema/chart.ts';
import { resultSeen } from '../../../schema/result-requests.ts';
import { releasedResult, type ReleasedResult } from '../../../schema/results.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { useView, type View } from '../../shared/sync/views/use-view.ts';
import { usePerson } from '../person/person.tsx';

export interface Results {
  readonly view: View;
  /** Newest examination first; what has no date comes last. */
  readonly list: Accessor<readonly ReleasedResult[]>;
  one(id: string): ReleasedResult | undefined;
  readonly older: Accessor<number>;
  readonly unread: Accessor<number>;
  readonly stamp: Accessor<{ asOf: number | undefined; live: boolean }>;
  /** The same thing in every released result, newest first, as a row of points. */
  over(of: Measured): readonly ObservationEntry[];
}

/** results/ of the person on screen. */
export function useResults(): Results {
  const person = usePerson();
  const view = useView(() => viewName.results(person.patient()));
  const entries = view.section('results', releasedResult);
  const older = view.section('older', olderEntry);
  const lost = [view.unreadable('results'), view.unreadable('older')];
  const list = createMemo(() => Object.values(entries()).sort((a, b) => (b.at ?? '').localeCompare(a.at ?? '') || b.releasedAt - a.releasedAt || a.id.localeCompare(b.id)));
  const isSame = (one: Measured, of: Measured): boolean => (of.code === null ? one.code === null && one.name === of.name : one.code === of.code);
  return {
    view, list,
    one: (id) => entries()[id],
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

/** V7: tells the clinic, once a device, that a result came here or was opened. A correction is another release and told anew. */
export function reportSeen(results: Accessor<readonly ReleasedResult[]>, opened: boolean): void {
  const sync = useSync();
  const person = usePerson();
  createEffect(() => {
    const patient = person.patient();
    for (const { id, releasedAt } of results()) void tellOnce(patient, id, releasedAt);
  });
  const telling = new Set<string>();
  async function tellOnce(patient: string, result: string, releasedAt: number): Promise<void> {
    const key = `result.seen.${result}.${releasedAt}`;
    if (telling.has(key)) return;
    telling.add(key);
    const told = await sync.settings.read(key);
    if (told === 'opened' || (told === 'here' && !opened)) return;
    // Noted only once it is kept: a result that was opened and not told would pass for one that may be withdrawn.
    if ((await sync.act(resultSeen, { patient, result, opened })).ok) await sync.settings.write(key, opened ? 'opened' : 'here');
    else telling.delete(key);
  }
}
