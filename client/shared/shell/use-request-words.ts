import { createMemo, type Accessor } from 'solid-js';
import { addresseeEntry, colleagueEntry, tagEntry } from '../../../schema/clinic.ts';
import { queueItem, threadEntry } from '../../../schema/messages.ts';
import { identityEntry } from '../../../schema/patients.ts';
import { can } from '../../../schema/roles.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useI18n } from '../i18n/context.tsx';
import { useSync } from '../sync/sync.ts';
import { useView } from '../sync/views/use-view.ts';
import { describeRequest, type Describable, type NameLookup, type RequestWords } from './describe-request.ts';

const targetOf = (request: Describable): { patient?: string; thread?: string } => {
  const body: unknown = request.body;
  if (typeof body !== 'object' || body === null) return {};
  return {
    ...('patient' in body && typeof body.patient === 'string' ? { patient: body.patient } : {}),
    ...('thread' in body && typeof body.thread === 'string' ? { thread: body.thread } : {}),
  };
};

/** Names this device holds now. A name that comes later (a view still loading) replaces the general word by itself. */
export function useNames(target: Accessor<{ readonly patient?: string | undefined }>): NameLookup {
  const sync = useSync();
  const staff = sync.account.kind === 'staff';
  const mayReadQueue = createMemo(() => {
    const actor = sync.actor();
    return staff && actor !== null && can(actor, 'portal.message.read');
  });
  const ofPatient = (name: (patient: string) => string) => (): string | null => {
    const { patient } = target();
    return patient === undefined ? null : name(patient);
  };
  const person = useView(ofPatient(viewName.person)).section('identity', identityEntry);
  const threads = useView(ofPatient(viewName.threads)).section('threads', threadEntry);
  const queue = useView(() => (mayReadQueue() ? viewName.queue(sync.account.clinic, 'messages') : null)).section('items', queueItem);
  const office = useView(() => (staff ? viewName.office(sync.account.clinic) : null));
  const colleagues = office.section('colleagues', colleagueEntry);
  const tags = office.section('tags', tagEntry);
  const addressees = useView(() => viewName.clinic(sync.account.clinic)).section('addressees', addresseeEntry);
  const reachOf = (patient: string) => sync.actor()?.reaches.find((reach) => reach.patient === patient);

  return {
    person: (patient) =>
      reachOf(patient)?.name ?? person()['identity']?.name ?? Object.values(queue()).find((item) => item.p === patient)?.n,
    isSelf: (patient) => reachOf(patient)?.as === 'self',
    addresseeOfThread: (_patient, thread) => threads()[thread]?.to.name,
    addressee: (ref) => addressees()[ref]?.name,
    colleague: (id) => colleagues()[id]?.name,
    tag: (id) => tags()[id]?.label,
  };
}

export function useRequestWords(request: Accessor<Describable>): Accessor<RequestWords> {
  const i18n = useI18n();
  const names = useNames(createMemo(() => targetOf(request())));
  return createMemo(() => describeRequest(i18n, names, request()));
}
