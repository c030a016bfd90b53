import '../shared/ui/styles.css';

import { lazy, type JSX } from 'solid-js';
import { render } from 'solid-js/web';
import { I18nProvider } from '../shared/i18n/context.tsx';
import { createI18n } from '../shared/i18n/create-i18n.ts';
import { restoreLanguage } from '../shared/i18n/kept-language.ts';
import { SessionProvider } from '../shared/session/session-provider.tsx';
import { watchAppUpdates } from '../shared/shell/app-update.ts';
import { watchInstall } from '../shared/shell/install-prompt.ts';
import { loadPart } from '../shared/shell/load-part.ts';
import { mendStyles } from '../shared/shell/mend-styles.ts';
import { restoreTheme } from '../shared/shell/theme.ts';
import { LiveRegionProvider } from '../shared/ui/live-region.tsx';
import { StaffSignIn } from './sign-in/staff-sign-in.tsx';

const updates = watchAppUpdates('staff', '/staff/');
/** Everything behind the sign-in: fetched while somebody types their password. */
const loadSignedIn = async (): Promise<{ default: () => JSX.Element }> => {
  const [{ createSignedIn }, { staffRoutes }] = await loadPart(() => Promise.all([import('./shell.tsx'), import('./routes.tsx')]));
  return { default: createSignedIn(updates, staffRoutes) };
};
const SignedIn = lazy(loadSignedIn);
/** English is in the app; every other language is a file of its own, fetched by whoever chooses it. */
const i18n = createI18n({ languages: { hu: () => import('../shared/i18n/hu/staff.ts') } });

function App(): JSX.Element {
  return (
    <I18nProvider value={i18n}>
      <LiveRegionProvider>
        <SessionProvider app="staff" signIn={() => <StaffSignIn />}>
          <SignedIn />
        </SessionProvider>
      </LiveRegionProvider>
    </I18nProvider>
  );
}

mendStyles();
restoreTheme();
watchInstall();
const root = document.getElementById('app');
if (root) void restoreLanguage(i18n).then(() => render(() => <App />, root));
