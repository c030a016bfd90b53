import { Navigate, type RouteDefinition } from '@solidjs/router';
import { lazy, Show, type Component, type JSX } from 'solid-js';

import { useSync } from '../shared/sync/sync.ts';
import { patientPaths, PERSON, type PersonPage } from './addresses.ts';
import { HomePage } from './home/home-page.tsx';
import { useLastPerson } from './person/last-person.tsx';
import { GettingReady, NoAccess, PersonLayout } from './person/person-layout.tsx';
import { personPath } from './person/person.tsx';
import { NotFoundPage } from './not-found-page.tsx';

const ThreadsPage = lazy(() => import('./messages/threads-page.tsx').then((page) => ({ default: page.ThreadsPage })));
const ThreadPage = lazy(() => import('./messages/thread-page.tsx').then((page) => ({ default: page.ThreadPage })));
const NewMessagePage = lazy(() => import('./messages/new-message-page.tsx').then((page) => ({ default: page.NewMessagePage })));
const RecordPage = lazy(() => import('./chart/record-page.tsx').then((page) => ({ default: page.RecordPage })));
const SectionPage = lazy(() => import('./chart/section-page.tsx').then((page) => ({ default: page.SectionPage })));
const VitalPage = lazy(() => import('./chart/vital-page.tsx').then((page) => ({ default: page.VitalPage })));
const ResultsPage = lazy(() => import('./results/results-page.tsx').then((page) => ({ default: page.ResultsPage })));
const ResultPage = lazy(() => import('./results/result-page.tsx').then((page) => ({ default: page.ResultPage })));
const BookingsArea = lazy(() => import('./bookings/bookings-area.tsx').then((page) => ({ default: page.BookingsArea })));
const VisitsArea = lazy(() => import('./visits/visits-area.tsx').then((page) => ({ default: page.VisitsArea })));
const BillsPage = lazy(() => import('./billing/bills-page.tsx').then((page) => ({ default: page.BillsPage })));
const SelectorPage = lazy(() => import('./person/selector-page.tsx').then((page) => ({ default: page.SelectorPage })));
const MorePage = lazy(() => import('./more/more-page.tsx').then((page) => ({ default: page.MorePage })));
const NeedsYouPage = lazy(() => import('./more/needs-you-page.tsx').then((page) => ({ default: page.NeedsYouPage })));

/** Where one lands: the person last looked at, or oneself; once the device knows whom this account reaches. */
function StartPage(): JSX.Element {
  const sync = useSync();
  const last = useLastPerson();
  return (
    <Show when={sync.actor()} fallback={<GettingReady />}>
      <Show when={last.landing()} fallback={<NoAccess own={undefined} />}>{(reach) => <Navigate href={personPath(reach().patient)} />}</Show>
    </Show>
  );
}

const pages: Record<PersonPage, Component> = {
  home: HomePage,
  messages: ThreadsPage,
  newMessage: NewMessagePage,
  thread: ThreadPage,
  record: RecordPage,
  recordSection: SectionPage,
  vital: VitalPage,
  results: ResultsPage,
  result: ResultPage,
  bookings: BookingsArea,
  visit: VisitsArea,
  bills: BillsPage,
  who: SelectorPage,
  more: MorePage,
  needsYou: NeedsYouPage,
};

/** A page for every address of addresses.ts; all but the first are about the person the address names. */
export const patientRoutes: RouteDefinition[] = [
  { path: patientPaths.start, component: StartPage },
  { path: patientPaths.invited, component: VisitsArea },
  {
    path: PERSON,
    component: PersonLayout,
    children: (Object.keys(pages) as PersonPage[]).map((name) => ({ path: patientPaths[name].slice(PERSON.length), component: pages[name] })),
  },
  { path: '*', component: NotFoundPage },
];
