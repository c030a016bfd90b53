import { Navigate, Router, useNavigate, type RouteDefinition, type RouteSectionProps } from '@solidjs/router';
import { Show, Suspense, type Component, type JSX } from 'solid-js';
import { Dynamic } from 'solid-js/web';
import { can, scopeOf, type Permission } from '../../schema/roles.ts';
import { threadComment, threadReply } from '../../schema/triage-requests.ts';
import { useT } from '../shared/i18n/context.tsx';
import { useSession } from '../shared/session/session.tsx';
import type { AppUpdates } from '../shared/shell/app-update.ts';
import { showOnBadge } from '../shared/shell/app-badge.ts';
import { ConnectedShell } from '../shared/shell/connected-shell.tsx';
import { useRefusalWords } from '../shared/shell/refusal-words.ts';
import type { ShellLinks } from '../shared/shell/shell-panels.tsx';
import { SyncProvider, useSync, type LocalRequest } from '../shared/sync/sync.ts';
import { EmptyState } from '../shared/ui/empty-state.tsx';
import { Skeleton } from '../shared/ui/skeleton.tsx';
import { SnackbarProvider } from '../shared/ui/snackbar.tsx';
import { HeldCountProvider } from './shared/held-count.tsx';
import { wordsOf } from './shared/words-of.ts';
import { StaffSettingsProvider } from './shared/staff-settings.tsx';
import { staffTable } from './shell/staff-table.ts';
import { PaletteProvider } from './shell/palette.tsx';
import { StaffFrame } from './shell/staff-frame.tsx';
import type { StaffRoute } from './shell/staff-route.ts';
import { MESSAGES, PATIENTS } from './shell/addresses.ts';
import { opensTab, tabs } from './shell/tabs.ts';
import { useWaitingCount } from './shell/waiting-count.ts';
import { staffTexts } from './shell/texts.ts';

/** Inside the router and the sync: what every staff page has in common. */
export function createStaffShell(updates: AppUpdates): Component<RouteSectionProps> {
  return function StaffShell(props) {
    const navigate = useNavigate();
    showOnBadge(useWaitingCount());
    const links: ShellLinks = {
      hrefOf: ({ patient, thread }) => (thread === undefined ? `${PATIENTS}/${patient}` : `${MESSAGES}/${patient}/${thread}`),
      onTakenBack: (request) => goToWords(request, navigate),
    };
    return (
      <StaffSettingsProvider>
        <HeldCountProvider>
          <ConnectedShell links={links} onGo={navigate} updates={updates}>
            <PaletteProvider><Suspense fallback={<Getting />}>{props.children}</Suspense></PaletteProvider>
          </ConnectedShell>
        </HeldCountProvider>
      </StaffSettingsProvider>
    );
  };
}

function goToWords(request: LocalRequest, navigate: (href: string) => void): void {
  if (request.type.startsWith('patient.') && request.patient !== undefined) {
    navigate(`${PATIENTS}/${request.patient}`);
    return;
  }
  const where = request.type === threadComment.type ? threadComment.body.parse(request.body) : request.type === threadReply.type ? threadReply.body.parse(request.body) : null;
  if (where) navigate(`${MESSAGES}/${where.patient}/${where.thread}`);
}

/** The page of a route, or why this account does not get to see it: an act that is not allowed is explained, not hidden. */
export function guardRoute(route: StaffRoute): Component {
  // Loaded when its link is pointed at, touched or reached by Tab.
  const preload = 'preload' in route.component ? { preload: route.component.preload } : {};
  return Object.assign(function GuardedPage(): JSX.Element {
    const sync = useSync();
    const t = useT(staffTexts);
    const words = useRefusalWords('staff');
    const missing = (): Permission | undefined => {
      const actor = sync.actor();
      if (route.permission === null || actor === null) return undefined;
      return (route.anyScope ? scopeOf(actor, route.permission) !== null : can(actor, route.permission)) ? undefined : route.permission;
    };
    return (
      <Show when={missing()} fallback={<Show when={sync.actor()} fallback={<Getting />}><Dynamic component={route.component} /></Show>}>
        {(permission) => (
          <StaffFrame
            current={null}
            title={t('noAccess.title')}
            pane={
              <EmptyState
                kind="nothingYet"
                why={words({ code: 'permission.missing', params: { permission: permission() } }).reason}
                next={words({ code: 'permission.missing', params: { permission: permission() } }).remedy}
                act={{ label: t('noAccess.act'), href: '/staff' }}
              />
            }
          />
        )}
      </Show>
    );
  }, preload);
}

/** Everything behind the sign-in: one sync and one router for as long as the account is signed in here, locked or not. */
export function createSignedIn(updates: AppUpdates, routes: readonly StaffRoute[]): () => JSX.Element {
  const shell = createStaffShell(updates);
  const pages: RouteDefinition[] = [
    { path: '/staff', component: StartPage },
    ...routes.map((route) => ({ path: route.path, component: guardRoute(route) })),
    { path: '*', component: NotFoundPage },
  ];
  return function SignedIn(): JSX.Element {
    const session = useSession();
    return (
      <Show when={session.account()}>
        {(account) => (
          <SyncProvider table={staffTable()} wordsOf={wordsOf} account={account()}>
            <SnackbarProvider>
              <Router root={shell}>{pages}</Router>
            </SnackbarProvider>
          </SyncProvider>
        )}
      </Show>
    );
  };
}

/** Until the device knows who this is and what they may open. No search: what is typed there would go when the page comes. */
function Getting(): JSX.Element {
  const t = useT(staffTexts);
  return <StaffFrame current={null} title={t('getting')} search={null} pane={<Skeleton of="text" />} />;
}

/** The first area this person may open. While the device does not know them yet, nothing is guessed. */
export function StartPage(): JSX.Element {
  const sync = useSync();
  const first = (): string | undefined => {
    const actor = sync.actor();
    return actor === null ? undefined : tabs.find((tab) => opensTab(tab, actor))?.href;
  };
  return (
    <Show when={first()} fallback={<Getting />}>
      {(href) => <Navigate href={href()} />}
    </Show>
  );
}

export function NotFoundPage(): JSX.Element {
  const t = useT(staffTexts);
  return (
    <StaffFrame
      current={null}
      title={t('notFound.title')}
      pane={<EmptyState kind="nothingYet" why={t('notFound.why')} next={t('notFound.next')} act={{ label: t('notFound.act'), href: '/staff' }} />}
    />
  );
}
