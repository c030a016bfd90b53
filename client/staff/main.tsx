import '../shared/ui/styles.css';

import { Route, Router } from '@solidjs/router';
import { For, Show, type JSX } from 'solid-js';
import { render } from 'solid-js/web';
import { I18nProvider } from '../shared/i18n/context.tsx';
import { createI18n } from '../shared/i18n/create-i18n.ts';
import { SessionProvider } from '../shared/session/session-provider.tsx';
import { useSession } from '../shared/session/session.tsx';
import { watchAppUpdates } from '../shared/shell/app-update.ts';
import { restoreTheme } from '../shared/shell/theme.ts';
import { SyncProvider } from '../shared/sync/sync-provider.tsx';
import { LiveRegionProvider } from '../shared/ui/live-region.tsx';
import { SnackbarProvider } from '../shared/ui/snackbar.tsx';
import { staffRoutes } from './routes.tsx';
import { createStaffShell, guardRoute, NotFoundPage, StartPage } from './shell.tsx';
import { StaffSignIn } from './sign-in/staff-sign-in.tsx';

const updates = watchAppUpdates('staff', '/staff/');

function App(): JSX.Element {
  return (
    <I18nProvider value={createI18n()}>
      <LiveRegionProvider>
        <SnackbarProvider>
          <SessionProvider app="staff" signIn={() => <StaffSignIn />}>
            <SignedIn />
          </SessionProvider>
        </SnackbarProvider>
      </LiveRegionProvider>
    </I18nProvider>
  );
}
