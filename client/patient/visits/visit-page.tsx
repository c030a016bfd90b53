import { useParams } from '@solidjs/router';
import { createEffect, Match, Switch, type JSX } from 'solid-js';
import type { OwnConsult } from '../../../schema/consults.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { SyncStripConnected } from '../../shared/shell/sync-chip.tsx';
import { useSync } from '../../shared/sync/sync.ts';
import { DetailHeader } from '../../shared/ui/detail-header.tsx';
import { EmptyState } from '../../shared/ui/empty-state.tsx';
import { PatientScreen } from '../../shared/ui/patient-screen.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { shortName } from '../../shared/ui/short-name.ts';
import { usePerson } from '../person/person.tsx';
import { isOpen, useConsults } from '../shared/use-consults.ts';
import { CHECK_IN_MS } from '../shared/visit-times.ts';
import { BeforePart } from './before-part.tsx';
import { ClosePart } from './close-part.tsx';
import { EndedPart } from './ended-part.tsx';
import { visitsTexts } from './texts.ts';

/** One visit by video, from long before to after it. What was said of it is readable without a network; to check in and to join need one. */
export function VisitPage(): JSX.Element {
  const t = useT(visitsTexts);
  const f = useFormat();
  const sync = useSync();
  const person = usePerson();
  const params = useParams<{ consult: string }>();
  const consults = useConsults();
  const consult = (): OwnConsult | undefined => consults.of(params.consult);
  const title = (): string => {
    const one = consult();
    return one ? t('title', { name: shortName(one.provider.name) }) : t('fallback');
  };
  const isNear = (one: OwnConsult): boolean => isOpen(one) || (one.state === 'scheduled' && f.now() >= one.startsAt - CHECK_IN_MS);
  const near = () => { const one = consult(); return one && isNear(one) ? one : undefined; };
  const before = () => { const one = consult(); return one?.state === 'scheduled' ? one : undefined; };
  createEffect(() => { document.title = title(); });
  return (
    <PatientScreen
      colour={person.reach().colour} strip={<SyncStripConnected />}
      header={<DetailHeader title={title()} backHref={person.pathTo()} second={consult() ? f.appointment(consult()?.startsAt ?? 0) : undefined} />}
    >
      <Switch fallback={<Skeleton of="list" rows={3} />}>
        <Match when={near()}>{(one) => <ClosePart consult={one()} />}</Match>
        <Match when={before()}>{(one) => <BeforePart consult={one()} />}</Match>
        <Match when={consult()}>{(one) => <EndedPart consult={one()} />}</Match>
        <Match when={consults.view.held()}><EmptyState kind="nothingYet" why={t('gone.why')} next={t('gone.next')} act={{ label: t('gone.act'), href: person.pathTo('bookings') }} /></Match>
        <Match when={sync.state().kind !== 'receiving' && sync.state().kind !== 'current'}><EmptyState kind="notHere" why={t('notHere.why')} next={t('notHere.next')} /></Match>
      </Switch>
    </PatientScreen>
  );
}
