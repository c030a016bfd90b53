import { createEffect, createSignal, lazy, Match, onMount, Show, Suspense, Switch, type JSX } from 'solid-js';
import { useT } from '../../shared/i18n/context.tsx';
import { createIdentityApi } from '../../shared/session/identity-api.ts';
import { isCodeTrouble, isPasswordTrouble } from '../../shared/session/problem-words.ts';
import { knowsPasskeys } from '../../shared/session/passkeys-here.ts';
import { useSession } from '../../shared/session/session.tsx';
import { sessionTexts } from '../../shared/session/session-texts.ts';
import { SignInFrame } from '../../shared/session/sign-in-frame.tsx';
import styles from '../../shared/session/sign-in.module.css';
import { createSignInFlow } from '../../shared/session/sign-in-flow.ts';
import { isFirstHomeScreenStart } from '../../shared/shell/home-screen.ts';
import { loadPart } from '../../shared/shell/load-part.ts';
import { Button } from '../../shared/ui/button.tsx';
import { ClinicMark } from '../../shared/ui/clinic-mark.tsx';
import { isStaffTrouble, StaffForm } from './staff-form.tsx';
import { signInTexts } from './texts.ts';

const loadCodeForm = () => loadPart(() => import('../../shared/session/code-form.tsx')).then((module) => ({ default: module.CodeForm }));
const CodeForm = lazy(loadCodeForm);
const ShowPasskeyStep = lazy(() => loadPart(() => import('../../shared/session/passkey-sign-in.tsx')).then((module) => ({ default: module.ShowPasskeyStep })));
const FirstPasskeyStep = lazy(() => loadPart(() => import('../../shared/session/passkey-sign-in.tsx')).then((module) => ({ default: module.FirstPasskeyStep })));
const NewPasswordForm = lazy(() => loadPart(() => import('../../shared/session/new-password-form.tsx')).then((module) => ({ default: module.NewPasswordForm })));
const EnrolCard = lazy(() => loadPart(() => import('./enrol-card.tsx')).then((module) => ({ default: module.EnrolCard })));

/** User name, password, then authenticator or passkey; at the first time one of the two is connected. */
export function StaffSignIn(): JSX.Element {
  const t = useT(signInTexts);
  const shared = useT(sessionTexts);
  const session = useSession();
  const flow = createSignInFlow({ app: 'staff', api: createIdentityApi(), session, steady: () => performance.now() });
  const [username, setUsername] = createSignal('');
  const [led, setLed] = createSignal(false);
  const step = () => flow.step();
  onMount(() => {
    void flow.resume();
    // The next step comes while its person types; if not, it is fetched when it is needed.
    void loadCodeForm().catch(() => undefined);
  });
  createEffect(() => {
    document.title = t('pageTitle');
  });
  createEffect(() => {
    if (step().step !== 'none') setLed(true);
  });
  const above = () => {
    const trouble = flow.trouble();
    return isStaffTrouble(trouble) || isCodeTrouble(trouble) || isPasswordTrouble(trouble) ? null : trouble;
  };
  const frame = { get mark() { return <ClinicMark name={t('name')} />; }, get trouble() { return above(); }, get led() { return led(); } };
  const back = (): (() => void) | undefined => (session.asking() ? () => session.goBack() : undefined);
  const enrolment = () => {
    const at = step();
    return at.step === 'enrol' ? at : null;
  };
  const second = () => {
    const at = step();
    return at.step === 'totp' ? at : null;
  };
  const leadOf = (at: { readonly authenticator: boolean; readonly passkey: boolean }) => (!at.passkey ? 'totp.lead' : at.authenticator ? 'passkey.both' : 'passkey.only');
  return (
    <Switch>
      <Match when={step().step === 'none'}>
        <SignInFrame {...frame} title={t('title')} lead={session.phase() === 'open' ? t('again') : isFirstHomeScreenStart() ? t('onceMore') : undefined} onBack={back()} foot={<p>{t('forgot')}</p>}>
          <StaffForm flow={flow} username={username()} onUsername={setUsername} />
        </SignInFrame>
      </Match>
      <Match when={second()}>
        {(at) => (
          <SignInFrame {...frame} title={t(at().passkey ? 'passkey.title' : 'totp.title')} lead={t(leadOf(at()))} foot={at().authenticator ? undefined : <p>{t('passkey.lost')}</p>}>
            <Show when={at().passkey}><Suspense><ShowPasskeyStep flow={flow} app="staff" primary={!at().authenticator} /></Suspense></Show>
            <Show when={at().authenticator} fallback={<div class={styles.more}><Button kind="quiet" onPress={() => flow.restart()}>{t('passkey.restart')}</Button></div>}>
              <Suspense><CodeForm flow={flow} submit={t('totp.act')} onRestart={() => flow.restart()} /></Suspense>
            </Show>
          </SignInFrame>
        )}
      </Match>
      <Match when={enrolment()}>
        {(at) => (
          <SignInFrame {...frame} title={t('enrol.title')} lead={t('enrol.lead')}>
            <Suspense><EnrolCard uri={at().uri} key_={at().key} /></Suspense>
            <Suspense><CodeForm flow={flow} submit={t('enrol.act')} onRestart={() => flow.restart()} /></Suspense>
            <Show when={knowsPasskeys()}><Suspense><FirstPasskeyStep flow={flow} app="staff" /></Suspense></Show>
          </SignInFrame>
        )}
      </Match>
      <Match when={step().step === 'password'}>
        <SignInFrame {...frame} title={shared('newPassword.title')} lead={shared('newPassword.once')}>
          <Suspense><NewPasswordForm flow={flow} username={username()} /></Suspense>
        </SignInFrame>
      </Match>
      <Match when={step().step === 'device'}>
        <SignInFrame {...frame} title={shared('device.title')} lead={shared('device.lead')}>
          <Button kind="primary" size="last" wide onPress={() => void flow.resume()}>{shared('device.act')}</Button>
        </SignInFrame>
      </Match>
    </Switch>
  );
}
