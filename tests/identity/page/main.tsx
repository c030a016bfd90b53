import '../../../client/shared/ui/styles.css';

import { createSignal, lazy, Show, type JSX } from 'solid-js';
import { render } from 'solid-js/web';
import { I18nProvider } from '../../../client/shared/i18n/context.tsx';
import { createI18n } from '../../../client/shared/i18n/create-i18n.ts';
import { SessionProvider } from '../../../client/shared/session/session-provider.tsx';
import { useSession } from '../../../client/shared/session/session.tsx';
import { LiveRegionProvider } from '../../../client/shared/ui/live-region.tsx';

/** The session and the sign-in pages of both apps with one screen behind them: what they promise is seen by itself. */
const app = location.pathname.startsWith('/staff') ? 'staff' : 'patient';
document.documentElement.dataset['app'] = app;
const PatientSignIn = lazy(() => import('../../../client/patient/sign-in/patient-sign-in.tsx').then((part) => ({ default: part.PatientSignIn })));
const StaffSignIn = lazy(() => import('../../../client/staff/sign-in/staff-sign-in.tsx').then((part) => ({ default: part.StaffSignIn })));

function Inside(): JSX.Element {
  const session = useSession();
  const [words, setWords] = createSignal('');
  return (
    <main>
      <h1>Inside</h1>
      <p>Results of {session.account()?.name}</p>
      <p>{session.over() ? 'Session over' : 'Session lives'}, confirmed {session.confirmed()}</p>
      <label>Note <input value={words()} onInput={(event) => setWords(event.currentTarget.value)} /></label>
      <button type="button" onClick={() => session.lock()}>Lock</button>
      <button type="button" onClick={() => session.askSignIn()}>Sign in again</button>
      <button type="button" onClick={() => void session.signOut()}>Sign out</button>
    </main>
  );
}

const root = document.getElementById('app');
if (root)
  render(
    () => (
      <I18nProvider value={createI18n({ language: 'en' })}>
        <LiveRegionProvider>
          <SessionProvider app={app} signIn={() => <Show when={app === 'staff'} fallback={<PatientSignIn />}><StaffSignIn /></Show>}>
            <Inside />
          </SessionProvider>
        </LiveRegionProvider>
      </I18nProvider>
    ),
    root,
  );
