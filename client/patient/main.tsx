import '../shared/ui/styles.css';

import { lazy, type JSX } from 'solid-js';
import { render } from 'solid-js/web';

import { I18nProvider } from '../shared/i18n/context.tsx';
import { createI18n } from '../shared/i18n/create-i18n.ts';
import { restoreLanguage } from '../shared/i18n/kept-language.ts';
import { SessionProvider } from '../shared/session/session-provider.tsx';
import { watchAppUpdates } from '../shared/shell/app-update.ts';
import { watchInstall } from '../shared/shell/install-prompt.ts';
import { linkApp } from '../shared/shell/link-app.ts';
import { loadPart } from '../shared/shell/load-part.ts';
import { mendStyles } from '../shared/shell/mend-styles.ts';
import { restoreTheme } from '../shared/shell/theme.ts';
import { LiveRegionProvider } from '../shared/ui/live-region.tsx';
import { appBase } from './base.ts';

const updates = watchAppUpdates('patient', '/c/');
// Whoever is signed in needs no sign-in page, and the other way round: each start fetches its own half.
const PatientSignIn = lazy(() => loadPart(() => import('./sign-in/patient-sign-in.tsx')).then((page) => ({ default: page.PatientSignIn })));
/** Everything behind the sign-in: fetched while the code is on its way to the phone. */
const SignedIn = lazy(async () => {
  const [{ createSignedIn }, { patientRoutes }] = await loadPart(() => Promise.all([import('./signed-in.tsx'), import('./routes.tsx')]));
  return { default: createSignedIn(updates, patientRoutes) };
});
/** What a message's link opens: no sign-in, and nothing of whoever is signed in here. */
const LinkPages = lazy(() => loadPart(() => import('./link-pages.tsx')).then((page) => ({ default: page.LinkPages })));
/** English is in the app; every other language is a file of its own, fetched by whoever chooses it. */
const i18n = createI18n({ languages: { hu: () => import('../shared/i18n/hu/patient.ts') } });

function App(): JSX.Element {
  return (
    <I18nProvider value={i18n}>
      <LiveRegionProvider>
        {/\/(reply|visit)$/.test(location.pathname) ? <LinkPages /> : (
          <SessionProvider app="patient" signIn={() => <PatientSignIn />}>
            <SignedIn />
          </SessionProvider>
        )}
      </LiveRegionProvider>
    </I18nProvider>
  );
}

mendStyles();
restoreTheme();
linkApp(appBase());
watchInstall();
const root = document.getElementById('app');
if (root) void restoreLanguage(i18n).then(() => render(() => <App />, root));
