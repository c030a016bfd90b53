import { Navigate, useParams } from '@solidjs/router';
import { createEffect, createMemo, For, Show, type JSX } from 'solid-js';
import { ownConsult } from '../../../schema/consults.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { SyncStripConnected } from '../../shared/shell/sync-chip.tsx';
import { useSync } from '../../shared/sync/sync.ts';
import { useView } from '../../shared/sync/views/use-view.ts';
import { DetailHeader } from '../../shared/ui/detail-header.tsx';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import { PatientScreen } from '../../shared/ui/patient-screen.tsx';
import { appBase } from '../base.ts';
import { personPath } from '../person/person.tsx';
import { VisitPage } from './visit-page.tsx';
import { visitsTexts } from './texts.ts';

/** A visit of the person the address names; or, as an invite leads here, of whoever it is that this account may act for. */
export function VisitsArea(): JSX.Element {
  const params = useParams<{ patient?: string; consult: string }>();
  return <Show when={params.patient !== undefined} fallback={<FindVisit consult={params.consult} />}><VisitPage /></Show>;
}

function FindVisit(props: { readonly consult: string }): JSX.Element {
  const t = useT(visitsTexts);
  const sync = useSync();
  const patients = createMemo(() => (sync.actor()?.reaches ?? []).map(({ patient }) => patient).join(' '));
  createEffect(() => { document.title = t('fallback'); });
  /** The clinic has told all it has: it is nobody's whom this account acts for, or long over. */
  const isGone = (): boolean => sync.state().kind === 'current';
  return (
    <PatientScreen header={<DetailHeader title={t('fallback')} backHref={`${appBase()}/`} />} strip={<SyncStripConnected />}>
      <For each={patients().split(' ').filter(Boolean)}>{(patient) => <IfOf patient={patient} consult={props.consult} />}</For>
      <EmptyState kind={isGone() ? 'nothingYet' : 'notHere'} why={t(isGone() ? 'gone.why' : 'notHere.why')} next={t(isGone() ? 'gone.next' : 'notHere.next')} />
    </PatientScreen>
  );
}

function IfOf(props: { readonly patient: string; readonly consult: string }): JSX.Element {
  const consults = useView(() => viewName.person(props.patient)).section('consults', ownConsult);
  return <Show when={consults()[props.consult]}><Navigate href={personPath(props.patient, `visits/${props.consult}`)} /></Show>;
}
