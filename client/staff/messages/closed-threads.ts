import { createEffect, createSignal, type Accessor } from 'solid-js';
import { threadEntry, triageEntry, type QueueItem } from '../../../schema/messages.ts';
import { identityEntry } from '../../../schema/patients.ts';
import { readEntry } from '../../../schema/request-definition.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useSync } from '../../shared/sync/sync.ts';

/**
 * Closed threads are in no queue: the list of them is made from the patients on this device, newest first. Others are
 * found through Patients. Read only while somebody looks at them.
 */
export function useClosedThreads(wanted: Accessor<boolean>, held: Accessor<ReadonlySet<string> | null>): Accessor<Readonly<Record<string, QueueItem>>> {
  const sync = useSync();
  const [items, setItems] = createSignal<Readonly<Record<string, QueueItem>>>({});
  createEffect(() => {
    const names = held();
    sync.waiting();
    if (!wanted() || names === null) return;
    const patients = [...names].filter((name) => name.startsWith('threads/')).map((name) => name.slice('threads/'.length));
    void sync.views.load([...patients.map(viewName.threads), ...patients.map(viewName.triage), ...patients.map(viewName.person)])
      .then(() => setItems(Object.fromEntries(patients.flatMap((patient) => closedOf(patient)))));
  });

  function closedOf(patient: string): [string, QueueItem][] {
    const { raw } = sync.views;
    const identity = readEntry(raw, viewName.person(patient), 'identity', 'identity', identityEntry);
    const found: [string, QueueItem][] = [];
    for (const [id, entry] of raw.entries(viewName.threads(patient), 'threads')) {
      const thread = threadEntry.safeParse(entry);
      if (!thread.success || thread.data.state !== 'closed') continue;
      const triage = readEntry(raw, viewName.triage(patient), 'threads', id, triageEntry);
      found.push([id, {
        p: patient, n: identity?.name ?? '', b: identity?.birthDate ?? null, l: thread.data.subject.slice(0, 60),
        u: triage?.urgency.value ?? 'routine', a: triage?.assignee?.staff ?? null, t: null, m: thread.data.lastAt, s: 'closed',
      }]);
    }
    return found;
  }
  return items;
}
