import { useNavigate } from '@solidjs/router';
import { createEffect, createMemo, createSignal, Show, type Component, type JSX } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import { brandEntry } from '../../../schema/clinic.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { useSession } from '../../shared/session/session.tsx';
import { loadPart } from '../../shared/shell/load-part.ts';
import { SyncPillConnected } from '../../shared/shell/sync-pill-connected.tsx';
import { useSync } from '../../shared/sync/sync.ts';
import { useView } from '../../shared/sync/views/use-view.ts';
import { BottomBar } from '../../shared/ui/bottom-bar.tsx';
import { ClinicMark } from '../../shared/ui/clinic-mark.tsx';
import type { NavItem } from '../../shared/ui/nav-item.ts';
import { Rail, RailPerson, type RailGroup } from '../../shared/ui/rail.tsx';
import { SearchField } from '../../shared/ui/search-field.tsx';
import { StaffScreen, type StaffScreenProps } from '../../shared/ui/staff-screen.tsx';
import { TopBar } from '../../shared/ui/top-bar.tsx';
import { VisuallyHidden } from '../../shared/ui/visually-hidden.tsx';
import { useHeldCount } from '../shared/held-count.tsx';
import { useMedia } from '../shared/use-media.ts';
import { UNKNOWN_COLOUR, useOffice } from '../shared/use-office.ts';
import styles from './staff-frame.module.css';
import { PATIENTS, SETTINGS } from './addresses.ts';
import { useRequestedCount } from './requested-count.ts';
import { opensTab, tabs, type TabName } from './tabs.ts';
import { useWaitingCount } from './waiting-count.ts';
import { staffTexts } from './texts.ts';

/** A phone's alone. Not `lazy`: a frame that gives way to another while it loads left the second one waiting for ever. */
const [morePlaces, setMorePlaces] = createSignal<Component<{ readonly places: readonly NavItem[] }>>();

export interface StaffFrameProps extends Omit<StaffScreenProps, 'rail' | 'topBar' | 'bottomBar'> {
  readonly current: TabName | null;
  readonly title: string;
  /** What the browser's tab says, where it is more than the title. */
  readonly pageTitle?: string | undefined;
  /** Segments, beside the title. */
  readonly beside?: JSX.Element;
  /** In place of "Search patients"; null: none. */
  readonly search?: JSX.Element | null;
  readonly searchRef?: ((element: HTMLInputElement) => void) | undefined;
  readonly searchKeycap?: string | undefined;
  /** An area beside Portal has places of its own: what the rail shows then. */
  readonly groups?: ((portal: readonly NavItem[]) => readonly [RailGroup, ...RailGroup[]]) | undefined;
}

/** Every staff page: the rail with what this person may open, the top bar with the search and the sync pill. */
export function StaffFrame(props: StaffFrameProps): JSX.Element {
  const t = useT(staffTexts);
  const sync = useSync();
  const session = useSession();
  const office = useOffice();
  const brand = useView(() => viewName.clinic(sync.account.clinic)).section('brand', brandEntry);
  const items = useTabs(() => props.current);
  const groups = (): readonly RailGroup[] => props.groups?.(items()) ?? [{ title: t('areas.portal'), items: items() }];
  /** On a phone an open item has the screen: the bar keeps only how the line is. */
  const isNarrow = useMedia('(max-width: 599px)');
  const isCompact = (): boolean => isNarrow() && props.list !== undefined && props.showing === 'pane';
  const clinicName = (): string => brand()['brand']?.name ?? 'Outpost';
  const colour = (): number => office.colleagues()[sync.actor()?.staff ?? '']?.colour ?? UNKNOWN_COLOUR;
  createEffect(() => {
    if (isNarrow() && !morePlaces()) void loadPart(() => import('./more-places.tsx')).then((part) => setMorePlaces(() => part.MorePlaces));
  });
  createEffect(() => {
    document.title = t('pageTitle', { page: props.pageTitle ?? props.title, clinic: clinicName() });
  });
  return (
    <StaffScreen
      {...props}
      rail={
        <Rail
          label={t('nav')}
          mark={<ClinicMark name={clinicName()} mark={brand()['brand']?.mark} />}
          groups={groups()}
          foot={
            <RailPerson
              name={sync.actor()?.name ?? sync.account.name}
              post={sync.actor()?.title ?? ''}
              colour={colour()}
              href={SETTINGS}
              onLock={() => session.lock()}
            />
          }
        />
      }
      topBar={
        <Show when={!isCompact()} fallback={<header class={styles.compact}><h1><VisuallyHidden>{props.title}</VisuallyHidden></h1><SyncPillConnected /></header>}>
        <TopBar
          title={props.title}
          end={
            <>
              {props.search === undefined ? <PatientSearch keycap={props.searchKeycap} inputRef={props.searchRef} /> : props.search}
              <SyncPillConnected />
            </>
          }
        >
          {props.beside}
        </TopBar>
        </Show>
      }
      bottomBar={<BottomBar label={t('nav')} items={groups().flatMap((group) => group.items)} more={isNarrow() ? (rest) => <Dynamic component={morePlaces()} places={rest()} /> : undefined} />}
    />
  );
}

function useTabs(current: () => TabName | null): () => NavItem[] {
  const t = useT(staffTexts);
  const sync = useSync();
  const held = useHeldCount();
  const waiting = useWaitingCount();
  const requested = useRequestedCount();
  return createMemo(() => {
    const actor = sync.actor();
    return tabs
      .filter((tab) => opensTab(tab, actor))
      .map((tab): NavItem => ({
        href: tab.href, label: t(`tabs.${tab.name}`), icon: tab.icon, current: tab.name === current(),
        ...(tab.name === 'messages' ? { count: waiting(), countLabel: t('waiting', { count: waiting() }) } : {}),
        ...(tab.name === 'bookings' ? { count: requested(), countLabel: t('waiting', { count: requested() }) } : {}),
        ...(tab.name === 'held' ? { count: held.count(), countLabel: t('held', { count: held.count() }) } : {}),
      }));
  });
}

/** Leads to the Patients page with the words typed; works from every page. */
function PatientSearch(props: { readonly keycap: string | undefined; readonly inputRef: ((element: HTMLInputElement) => void) | undefined }): JSX.Element {
  const t = useT(staffTexts);
  const navigate = useNavigate();
  const [words, setWords] = createSignal('');
  function go(event: SubmitEvent): void {
    event.preventDefault();
    navigate(`${PATIENTS}?q=${encodeURIComponent(words().trim())}`);
  }
  return (
    <form class={styles.search} onSubmit={go}>
      <SearchField label={t('search.label')} placeholder={t('search.label')} value={words()} onInput={setWords} keycap={props.keycap} ref={(element) => props.inputRef?.(element)} />
    </form>
  );
}
