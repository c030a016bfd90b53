import { createMemo, type Accessor } from 'solid-js';
import { keptEntry, olderEntry, recordSections, type ObservationEntry, type RecordSection } from '../../../schema/chart.ts';
import { viewName } from '../../../schema/view-names.ts';
import { newestFirst, useDescribe, type Describe, type Described } from '../../shared/chart/use-describe.ts';
import { useView } from '../../shared/sync/views/use-view.ts';
import { usePerson } from '../person/person.tsx';

/** One thing that was measured, newest value first. */
export interface MeasuredGroup { readonly group: string; readonly name: string; readonly entries: readonly ObservationEntry[]; readonly older: number }

export interface PatientRecord {
  readonly held: Accessor<boolean>;
  readonly refused: Accessor<boolean>;
  readonly stamp: Accessor<{ asOf: number | undefined; live: boolean }>;
  entries(section: RecordSection): readonly Described[];
  groups(section: 'vitals' | 'findings'): readonly MeasuredGroup[];
  /** Entries that are at the clinic, and not here. */
  older(section: RecordSection): number;
  /** Entries this app, or the clinic's server, cannot read. */
  unread(): number;
  readonly describe: Describe;
}

export const sectionNames = Object.keys(recordSections) as readonly RecordSection[];

/** record/ of the person on screen, in words. */
export function useRecord(): PatientRecord {
  const person = usePerson();
  const describe = useDescribe();
  const view = useView(() => viewName.record(person.patient()));
  const raw = {
    allergies: view.section('allergies', recordSections.allergies), problems: view.section('problems', recordSections.problems), medication: view.section('medication', recordSections.medication),
    vaccines: view.section('vaccines', recordSections.vaccines), vitals: view.section('vitals', recordSections.vitals), findings: view.section('findings', recordSections.findings),
    visits: view.section('visits', recordSections.visits), procedures: view.section('procedures', recordSections.procedures), plans: view.section('plans', recordSections.plans), goals: view.section('goals', recordSections.goals),
  };
  const older = view.section('older', olderEntry);
  const kept = view.section('kept', keptEntry);
  const words: Record<RecordSection, Accessor<readonly Described[]>> = {
    allergies: createMemo(() => Object.values(raw.allergies()).map(describe.allergy).sort(newestFirst)),
    problems: createMemo(() => Object.values(raw.problems()).map(describe.problem).sort(newestFirst)),
    medication: createMemo(() => Object.values(raw.medication()).map(describe.medication).sort(newestFirst)),
    vaccines: createMemo(() => Object.values(raw.vaccines()).map(describe.vaccine).sort(newestFirst)),
    vitals: createMemo(() => Object.values(raw.vitals()).map(describe.observation).sort(newestFirst)),
    findings: createMemo(() => Object.values(raw.findings()).map(describe.observation).sort(newestFirst)),
    visits: createMemo(() => Object.values(raw.visits()).map(describe.visit).sort(newestFirst)),
    procedures: createMemo(() => Object.values(raw.procedures()).map(describe.procedure).sort(newestFirst)),
    plans: createMemo(() => Object.values(raw.plans()).map(describe.plan).sort(newestFirst)),
    goals: createMemo(() => Object.values(raw.goals()).map(describe.goal).sort(newestFirst)),
  };
  const lost = [...sectionNames, 'older', 'kept'].map((section) => view.unreadable(section));
  function groupsOf(section: 'vitals' | 'findings'): MeasuredGroup[] {
    const byGroup = new Map<string, ObservationEntry[]>();
    for (const entry of Object.values(raw[section]())) byGroup.set(entry.group, [...(byGroup.get(entry.group) ?? []), entry]);
    return [...byGroup].map(([group, entries]) => {
      entries.sort((a, b) => (b.at ?? '').localeCompare(a.at ?? '') || a.id.localeCompare(b.id));
      return { group, entries, name: entries[0] ? describe.nameOf(entries[0].measured) : group, older: older()[`${section}.${group}`]?.count ?? 0 };
    }).sort((a, b) => a.name.localeCompare(b.name));
  }
  const groups = { vitals: createMemo(() => groupsOf('vitals')), findings: createMemo(() => groupsOf('findings')) };
  return {
    held: view.held, refused: view.refused, describe,
    stamp: () => {
      const freshness = view.freshness();
      return { asOf: freshness.kind === 'asOf' ? freshness.at : undefined, live: freshness.kind === 'live' };
    },
    entries: (section) => words[section](),
    groups: (section) => groups[section](),
    older: (section) => Object.values(older()).filter((entry) => entry.section === section).reduce((sum, entry) => sum + entry.count, 0),
    unread: () => lost.reduce((sum, count) => sum + count(), 0) + Object.values(kept()).reduce((sum, entry) => sum + entry.unread, 0),
  };
}

/** What a group is called in an address: letters and digits alone, whatever the source calls it. */
export const groupSlug = (group: string): string => group.replace(/[^A-Za-z0-9-]+/g, '_').slice(0, 60) || '_';
