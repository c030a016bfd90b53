import { createMemo, type Accessor } from 'solid-js';
import { chartNoteEntry, keptEntry, olderEntry, recordSections, resultEntry, seenByEntry, type KeptEntry, type ObservationEntry, type RecordSection, type ResultEntry } from '../../../../schema/chart.ts';
import { identityEntry, type IdentityEntry } from '../../../../schema/patients.ts';
import { viewName } from '../../../../schema/view-names.ts';
import { newestFirst, useDescribe, type Describe, type Described } from '../../../shared/chart/use-describe.ts';
import type { Freshness } from '../../../shared/sync/views/types.ts';
import { useView } from '../../../shared/sync/views/use-view.ts';

/** A patient's record with what staff alone see: record/ and chart/ as one. */
export interface Chart {
  readonly identity: Accessor<IdentityEntry | undefined>;
  /** Both are here. */
  readonly held: Accessor<boolean>;
  readonly refused: Accessor<boolean>;
  /** The older of the two. */
  readonly freshness: Accessor<Freshness>;
  entries(section: Exclude<RecordSection, 'vitals' | 'findings'>): readonly Described[];
  /** Newest value first, by what is measured. */
  measurements(section: 'vitals' | 'findings'): readonly { readonly group: string; readonly name: string; readonly entries: readonly ObservationEntry[] }[];
  readonly results: Accessor<readonly ResultEntry[]>;
  older(section: RecordSection | 'results'): number;
  note(id: string): string | undefined;
  seenBy(visit: string): string | undefined;
  readonly kept: Accessor<readonly KeptEntry[]>;
  /** Entries this app cannot read. */
  readonly unread: Accessor<number>;
  readonly describe: Describe;
}

export function useChart(patient: Accessor<string>): Chart {
  const describe = useDescribe();
  const person = useView(() => viewName.person(patient())).section('identity', identityEntry);
  const record = useView(() => viewName.record(patient()));
  const chart = useView(() => viewName.chart(patient()));
  const allergies = record.section('allergies', recordSections.allergies);
  const problems = record.section('problems', recordSections.problems);
  const medication = record.section('medication', recordSections.medication);
  const vaccines = record.section('vaccines', recordSections.vaccines);
  const observations = { vitals: record.section('vitals', recordSections.vitals), findings: record.section('findings', recordSections.findings) };
  const visits = record.section('visits', recordSections.visits);
  const procedures = record.section('procedures', recordSections.procedures);
  const plans = record.section('plans', recordSections.plans);
  const goals = record.section('goals', recordSections.goals);
  const recordOlder = record.section('older', olderEntry);
  const chartOlder = chart.section('older', olderEntry);
  const results = chart.section('results', resultEntry);
  const notes = chart.section('notes', chartNoteEntry);
  const seenBy = chart.section('seenBy', seenByEntry);
  const kept = chart.section('kept', keptEntry);
  const sorted = <T>(read: Accessor<Readonly<Record<string, T>>>, write: (entry: T) => Described): Accessor<readonly Described[]> =>
    createMemo(() => Object.values(read()).map(write).sort(newestFirst));
  const lists = {
    allergies: sorted(allergies, describe.allergy), problems: sorted(problems, describe.problem), medication: sorted(medication, describe.medication), vaccines: sorted(vaccines, describe.vaccine),
    visits: sorted(visits, describe.visit), procedures: sorted(procedures, describe.procedure), plans: sorted(plans, describe.plan), goals: sorted(goals, describe.goal),
  };
  const lost = [
    ...[...Object.keys(recordSections), 'older'].map((section) => record.unreadable(section)), ...['results', 'notes', 'seenBy', 'older', 'kept'].map((section) => chart.unreadable(section)),
  ];
  return {
    identity: () => person()['identity'],
    held: () => record.held() && chart.held(),
    refused: () => record.refused() || chart.refused(),
    freshness() {
      const [first, second] = [record.freshness(), chart.freshness()];
      if (first.kind === 'none' || second.kind === 'none') return { kind: 'none' };
      if (first.kind === 'live') return second;
      return second.kind === 'live' || first.at < second.at ? first : second;
    },
    entries: (section) => lists[section](),
    measurements(section) {
      const groups = new Map<string, ObservationEntry[]>();
      for (const entry of Object.values(observations[section]())) groups.set(entry.group, [...(groups.get(entry.group) ?? []), entry]);
      return [...groups].map(([group, entries]) => {
        entries.sort((a, b) => (b.at ?? '').localeCompare(a.at ?? '') || a.id.localeCompare(b.id));
        return { group, name: entries[0] ? describe.nameOf(entries[0].measured) : '', entries };
      }).sort((a, b) => a.name.localeCompare(b.name));
    },
    results: createMemo(() => Object.values(results()).sort((a, b) => (b.at ?? '').localeCompare(a.at ?? '') || a.id.localeCompare(b.id))),
    older: (section) => [...Object.values(recordOlder()), ...Object.values(chartOlder())].filter((entry) => entry.section === section).reduce((sum, { count }) => sum + count, 0),
    note: (id) => notes()[id]?.text,
    seenBy: (visit) => seenBy()[visit]?.name,
    kept: createMemo(() => Object.values(kept()).sort((a, b) => b.count - a.count || a.type.localeCompare(b.type))),
    unread: () => lost.reduce((sum, count) => sum + count(), 0),
    describe,
  };
}
