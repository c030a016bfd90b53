import { createMemo, type Accessor } from 'solid-js';
import { contactEntry, identityEntry, portalEntry, type ContactEntry, type ContactField, type IdentityEntry, type PortalEntry } from '../../../schema/patients.ts';
import { viewName } from '../../../schema/view-names.ts';
import type { LocalRequest } from '../../shared/sync/sync.ts';
import type { Freshness } from '../../shared/sync/views/types.ts';
import { useView } from '../../shared/sync/views/use-view.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { patientsTexts } from './texts.ts';

/** One patient as this device holds them, waiting changes laid over. */
export interface PatientData {
  readonly patient: Accessor<string>;
  readonly identity: Accessor<IdentityEntry | undefined>;
  readonly contact: (field: ContactField) => ContactEntry | undefined;
  readonly portal: Accessor<PortalEntry | undefined>;
  readonly waitingContact: (field: ContactField) => LocalRequest | undefined;
  readonly waitingPortal: Accessor<LocalRequest | undefined>;
  /** Whole name, "" while it is not here. */
  readonly name: Accessor<string>;
  /** As one calls them: "Activate portal access for Fatma". */
  readonly calledName: Accessor<string>;
  readonly held: Accessor<boolean>;
  readonly refused: Accessor<boolean>;
  readonly freshness: Accessor<Freshness>;
}

export function createPatientData(open: Accessor<string | null>): PatientData {
  const t = useT(patientsTexts);
  const person = useView(() => (open() === null ? null : viewName.person(open() ?? '')));
  const identities = person.section('identity', identityEntry);
  const contacts = person.section('contact', contactEntry);
  const portals = person.section('portal', portalEntry);
  const identity = createMemo(() => identities()['identity']);
  const name = createMemo(() => (identity() ? identity()?.name || t('list.noName') : ''));
  return {
    patient: () => open() ?? '',
    identity,
    contact: (field) => contacts()[field],
    portal: () => portals()['portal'],
    waitingContact: (field) => person.waitingOn('contact', field),
    waitingPortal: () => person.waitingOn('portal', 'portal'),
    name,
    calledName: () => identity()?.given.split(' ')[0] || name(),
    held: person.held,
    refused: person.refused,
    freshness: person.freshness,
  };
}
