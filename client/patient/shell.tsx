import { useNavigate } from '@solidjs/router';
import { createEffect, createSignal, type Component, type JSX } from 'solid-js';
import { Dynamic } from 'solid-js/web';

import { brandEntry } from '../../schema/clinic.ts';
import { viewName } from '../../schema/view-names.ts';
import { useT } from '../shared/i18n/context.tsx';
import { showOnBadge } from '../shared/shell/app-badge.ts';
import { loadPart } from '../shared/shell/load-part.ts';
import { SyncCornerConnected, SyncStripConnected } from '../shared/shell/sync-chip.tsx';
import { useSync } from '../shared/sync/sync.ts';
import { useView } from '../shared/sync/views/use-view.ts';
import { BottomBar } from '../shared/ui/bottom-bar.tsx';
import { CalendarDays, FlaskConical, House, Menu, MessageCircle } from '../shared/ui/icons.ts';
import { PatientHeader } from '../shared/ui/patient-header.tsx';
import { PatientScreen } from '../shared/ui/patient-screen.tsx';
import { useOffers } from './person/offers.ts';
import { usePerson } from './person/person.tsx';
import { useUnread } from './person/unread.ts';
import styles from './shell.module.css';
import { patientTexts } from './texts.ts';

/** The screens of the bottom bar: who this is for, how it stands with the clinic, and where to go. */
export function MainScreen(props: { readonly title: string; readonly current: 'home' | 'messages' | 'bookings' | 'results' | 'more'; readonly children: JSX.Element }): JSX.Element {
  const t = useT(patientTexts);
  const sync = useSync();
  const person = usePerson();
  const navigate = useNavigate();
  const unread = useUnread(person.patient);
  const offers = useOffers(person.patient);
  const clinic = useView(() => viewName.clinic(sync.account.clinic));
  const [around, setAround] = createSignal<Component>();
  const several = (): boolean => (sync.actor()?.reaches.length ?? 0) > 1;
  const needsYou = (): number => sync.needsYou().length;
  showOnBadge(unread.total);
  void loadPart(() => import('./shared/around.tsx')).then((part) => setAround(() => part.Around));
  createEffect(() => {
    const brand = clinic.section('brand', brandEntry)()['brand'];
    document.title = brand ? `${props.title} – ${brand.name}` : props.title;
  });
  return (
    <PatientScreen
      colour={person.reach().colour}
      header={
        <PatientHeader
          name={person.reach().name}
          forWords={person.isSelf() ? t('forYou') : t('forOther', { name: person.firstName() })}
          colour={person.reach().colour}
          {...(several() ? { onSwitch: () => navigate(person.pathTo('who')) } : {})}
          end={<SyncCornerConnected />}
        />
      }
      strip={<SyncStripConnected />}
      bar={<>
        <Dynamic component={around()} />
        <BottomBar
          label={t('nav')}
          items={[
            { href: person.pathTo(), label: t('home'), icon: House, current: props.current === 'home' },
            {
              href: person.pathTo('messages'), label: t('messages'), icon: MessageCircle, current: props.current === 'messages',
              count: unread.total(), countLabel: t('unread', { count: unread.total() }),
            },
            {
              href: person.pathTo('bookings'), label: t('bookings'), icon: CalendarDays, current: props.current === 'bookings',
              count: offers(), countLabel: t('offers', { count: offers() }), tone: 'asks',
            },
            ...(person.reach().scopes.includes('record')
              ? [{ href: person.pathTo('results'), label: t('results'), icon: FlaskConical, current: props.current === 'results' }] : []),
            {
              href: person.pathTo('more'), label: t('more'), icon: Menu, current: props.current === 'more',
              count: needsYou(), countLabel: t('needsYou', { count: needsYou() }), tone: 'asks',
            },
          ]}
        />
      </>}
    >
      <div class={styles.page}>{props.children}</div>
    </PatientScreen>
  );
}
