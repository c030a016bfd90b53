import type { Actor } from '../../../schema/actor.ts';
import { commentEntry, messageEntry, threadEntry } from '../../../schema/messages.ts';
import { contactEntry, identityEntry } from '../../../schema/patients.ts';
import { readEntry, type ViewReader } from '../../../schema/request-definition.ts';
import { can } from '../../../schema/roles.ts';
import { viewName } from '../../../schema/view-names.ts';
import type { Indexed } from './search-index.ts';

const OF_PATIENT = /^(person|threads|triage)\/([A-Za-z0-9_-]{22})$/;

/** Views of this device that are searched, as far as this account may read them. */
export function searchedViews(held: Iterable<string>, actor: Actor): string[] {
  return [...held].filter((name) => {
    const kind = OF_PATIENT.exec(name)?.[1];
    return kind !== undefined && can(actor, kind === 'person' ? 'patient.read' : 'portal.message.read');
  });
}

/** What stands in them now. Entries this app cannot read are not found. */
export function gatherHeld(views: ViewReader, names: readonly string[]): Indexed[] {
  const patients = new Set(names.map((name) => OF_PATIENT.exec(name)?.[2] ?? ''));
  const here = new Set(names);
  return [...patients].flatMap((patient) => {
    const identity = readEntry(views, viewName.person(patient), 'identity', 'identity', identityEntry);
    const name = identity?.name ?? '';
    const all: Indexed[] = [];
    if (identity && here.has(viewName.person(patient))) {
      const phone = readEntry(views, viewName.person(patient), 'contact', 'phone', contactEntry)?.register.value ?? '';
      all.push({ kind: 'patient', id: patient, patient, thread: '', name, subject: '', text: [identity.recordNumber, identity.birthDate ?? '', phone].join(' '), at: 0 });
    }
    const subjects = new Map<string, string>();
    for (const [, raw] of views.entries(viewName.threads(patient), 'threads')) {
      const read = threadEntry.safeParse(raw);
      if (!read.success) continue;
      subjects.set(read.data.id, read.data.subject);
      all.push({ kind: 'subject', id: read.data.id, patient, thread: read.data.id, name, subject: read.data.subject, text: '', at: read.data.lastAt });
    }
    for (const [, raw] of views.entries(viewName.threads(patient), 'messages')) {
      const read = messageEntry.safeParse(raw);
      if (read.success) all.push({ kind: 'message', id: read.data.id, patient, thread: read.data.thread, name, subject: subjects.get(read.data.thread) ?? '', text: read.data.text, at: read.data.at });
    }
    for (const [, raw] of views.entries(viewName.triage(patient), 'comments')) {
      const read = commentEntry.safeParse(raw);
      if (read.success) all.push({ kind: 'comment', id: read.data.id, patient, thread: read.data.thread, name, subject: subjects.get(read.data.thread) ?? '', text: read.data.text, at: read.data.at });
    }
    return all;
  });
}
