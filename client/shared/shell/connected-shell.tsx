import { createEffect, createMemo, createSignal, getOwner, lazy, onCleanup, runWithOwner, Show, Suspense, type JSX } from 'solid-js';
import { brandEntry, clinicTextsEntry } from '../../../schema/clinic.ts';
import { viewName } from '../../../schema/view-names.ts';
import { useI18n } from '../i18n/context.tsx';
import { useSync } from '../sync/sync.ts';
import { useView } from '../sync/views/use-view.ts';
import { applyBrand } from '../ui/brand.ts';
import type { AppUpdates } from './app-update.ts';
import { noteHomeScreenUse } from './home-screen.ts';
import { nameApp } from './link-app.ts';
import { loadPart } from './load-part.ts';
import { PageBoundary } from './page-boundary.tsx';
import { ShellPanelsContext, type ShellLinks, type ShellPanels } from './shell-panels.tsx';

// Not needed for the first screen to be usable; fetched right after it, because they explain what to do without a network.
const NeedsYouDrawer = lazy(() => loadPart(() => import('./needs-you-drawer.tsx')).then((part) => ({ default: part.NeedsYouDrawer })));
const SyncSheet = lazy(() => loadPart(() => import('./sync-sheet.tsx')).then((part) => ({ default: part.SyncSheet })));
const UpdatePrompt = lazy(() => loadPart(() => import('./update-prompt.tsx')).then((part) => ({ default: part.UpdatePrompt })));
const AFTER_FIRST_SCREEN_MS = 1_000;

export interface ConnectedShellProps {
  readonly links: ShellLinks;
  /** Goes to `links.needsYouHref`; the app's own router does. */
  readonly onGo?: (href: string) => void;
  readonly updates: AppUpdates;
  readonly children: JSX.Element;
}

/** Once per app, inside its router and its sync: what every screen of both apps has in common. */
export function ConnectedShell(props: ConnectedShellProps): JSX.Element {
  const sync = useSync();
  const i18n = useI18n();
  const [panel, setPanel] = createSignal<'none' | 'sync' | 'needsYou'>('none');
  const opened = createMemo((before: ReadonlySet<string>) => new Set(before).add(panel()), new Set<string>());
  const panels: ShellPanels = {
    links: props.links,
    openSync: () => setPanel('sync'),
    openNeedsYou() {
      const page = props.links.needsYouHref;
      setPanel(page === undefined ? 'needsYou' : 'none');
      if (page !== undefined) props.onGo?.(page);
    },
    closeAll: () => setPanel('none'),
  };
  const [late, setLate] = createSignal<JSX.Element>();
  const owner = getOwner();
  let gone = false;
  onCleanup(() => { gone = true; });
  setTimeout(() => {
    void Promise.all([SyncSheet.preload(), NeedsYouDrawer.preload()]);
    void loadPart(() => import('./after-first-screen.tsx')).then(({ settleIn }) => { if (!gone) setLate(() => runWithOwner(owner, () => settleIn(sync, i18n))); });
  }, AFTER_FIRST_SCREEN_MS);
  noteHomeScreenUse();
  useClinicLook();
  return (
    <ShellPanelsContext.Provider value={panels}>
      <PageBoundary>{props.children}</PageBoundary>
      {late()}
      <Suspense>
        <Show when={opened().has('sync')}><SyncSheet open={panel() === 'sync'} onClose={panels.closeAll} /></Show>
      </Suspense>
      <Suspense>
        <Show when={opened().has('needsYou')}><NeedsYouDrawer open={panel() === 'needsYou'} onClose={panels.closeAll} /></Show>
      </Suspense>
      <Suspense>
        <Show when={props.updates.state() !== 'none'}><UpdatePrompt updates={props.updates} /></Show>
      </Suspense>
    </ShellPanelsContext.Provider>
  );
}

/** The clinic's colours and clock, as soon as its view is on the device; a page without them stands in Outpost's own. */
function useClinicLook(): void {
  const sync = useSync();
  const i18n = useI18n();
  const clinic = useView(() => viewName.clinic(sync.account.clinic));
  const brand = clinic.section('brand', brandEntry);
  const texts = clinic.section('texts', clinicTextsEntry);
  createEffect(() => {
    const entry = brand()['brand'];
    if (!entry) return;
    applyBrand(entry);
    if (sync.account.app === 'patient') nameApp(entry.shortName);
  });
  createEffect(() => {
    const zone = texts()['texts']?.timeZone;
    if (zone !== undefined) i18n.setTimeZone(zone);
  });
}
