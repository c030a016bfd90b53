import { createEffect, createSignal, lazy, Match, onMount, Suspense, Switch, type JSX } from 'solid-js';
import { useT } from '../../shared/i18n/context.tsx';
import { createIdentityApi } from '../../shared/session/identity-api.ts';
import { isCodeTrouble, isPasswordTrouble } from '../../shared/session/problem-words.ts';
import { useSession } from '../../shared/session/session.tsx';
import { sessionTexts } from '../../shared/session/session-texts.ts';
import { SignInFrame } from '../../shared/session/sign-in-frame.tsx';
import styles from '../../shared/session/sign-in.module.css';
import { createSignInFlow } from '../../shared/session/sign-in-flow.ts';
import { isFirstHomeScreenStart } from '../../shared/shell/home-screen.ts';
import { loadPart } from '../../shared/shell/load-part.ts';
import { Button } from '../../shared/ui/button.tsx';
import { ClinicMark } from '../../shared/ui/clinic-mark.tsx';
import { appBase } from '../base.ts';
import { IdentityForm, isIdentityTrouble, type IdentityTyped } from './identity-form.tsx';
import { SignInHelp } from './sign-in-help.tsx';
import { signInTexts } from './texts.ts';
import { useClinic } from './use-clinic.ts';

const loadCodeForm = () => loadPart(() => import('../../shared/session/code-form.tsx')).then((module) => ({ default: module.CodeForm }));
const CodeForm = lazy(loadCodeForm);
const NewPasswordForm = lazy(() => loadPart(() => import('../../shared/session/new-password-form.tsx')).then((module) => ({ default: module.NewPasswordForm })));

/** Identifier, phone, password, code (C75, C76); or identifier, phone, code, new password (C78). Nothing typed is lost on the way. */
export function PatientSignIn(): JSX.Element {
  const t = useT(signInTexts);
  const shared = useT(sessionTexts);
  const session = useSession();
  const suffix = appBase().slice('/c/'.length);
  const clinic = useClinic(suffix);
  const flow = createSignInFlow({ app: 'patient', api: createIdentityApi(), session, steady: () => performance.now() });
  const [typed, setTyped] = createSignal<IdentityTyped>({ identifier: '', phone: '', password: '', birthDate: '' });
  const [page, setPage] = createSignal<'signIn' | 'ask'>('signIn');
  const [led, setLed] = createSignal(false);
  const face = () => {
    const known = clinic();
    return known === null || known === 'unknown' ? null : known;
  };
  const name = (): string => face()?.brand.name ?? t('portal');
  const step = () => flow.step();
  onMount(() => {
    void flow.resume();
    // The next step comes while its person types; if not, it is fetched when it is needed.
    void loadCodeForm().catch(() => undefined);
  });
  createEffect(() => {
    document.title = t('pageTitle', { clinic: name() });
  });
  createEffect(() => {
    if (step().step !== 'none') setLed(true);
  });

  /** What is wrong with a field stands at the field. */
  const above = () => {
    const trouble = flow.trouble();
    return isIdentityTrouble(trouble) || isCodeTrouble(trouble) || isPasswordTrouble(trouble) ? null : trouble;
  };
  const turnTo = (next: 'signIn' | 'ask'): void => {
    setLed(true);
    flow.restart();
    setPage(next);
  };
  const mark = (): JSX.Element => <ClinicMark name={name()} mark={face()?.brand.mark} />;
  const help = (): JSX.Element => <SignInHelp clinic={face()} />;
  const frame = { get mark() { return mark(); }, get foot() { return help(); }, get trouble() { return above(); }, get led() { return led(); } };
  /** A refusal asks it, too: the clinic's card of the last visit may be older than the question. */
  const asksBirthDate = (): boolean => {
    const trouble = flow.trouble();
    return face()?.texts.asksBirthDate === true || (trouble !== null && 'code' in trouble && trouble.code === 'signIn.birthDateFormat');
  };
  const mode = () => face()?.texts.identifierMode ?? 'email';
  const back = (): (() => void) | undefined => (session.asking() ? () => session.goBack() : undefined);
  return (
    <Switch>
      <Match when={clinic() === 'unknown'}>
        <SignInFrame {...frame} title={t('unknownClinic')} lead={t('unknownClinicLead')}>{null}</SignInFrame>
      </Match>
      <Match when={step().step === 'none' && page() === 'signIn'}>
        <SignInFrame {...frame} title={t('title')} lead={session.phase() === 'open' ? t('again') : isFirstHomeScreenStart() ? t('onceMore') : undefined} onBack={back()}>
          <IdentityForm
            mode={mode()} withPassword flow={flow} typed={typed()} onTyped={setTyped} act={t('act')}
            onSubmit={() => flow.startPatient({ clinic: suffix, identifier: typed().identifier, phone: typed().phone, password: typed().password })}
          />
          <div class={styles.aside}><Button kind="quiet" onPress={() => turnTo('ask')}>{t('first')}</Button></div>
        </SignInFrame>
      </Match>
      <Match when={step().step === 'none' && page() === 'ask'}>
        <SignInFrame {...frame} title={t('ask.title')} lead={t('ask.lead')}>
          <IdentityForm
            mode={mode()} withBirthDate={asksBirthDate()} flow={flow} typed={typed()} onTyped={setTyped} act={t('ask.act')}
            onSubmit={() => flow.startNewPassword({ clinic: suffix, identifier: typed().identifier, phone: typed().phone, birthDate: typed().birthDate })}
          />
          <div class={styles.aside}><Button kind="quiet" onPress={() => turnTo('signIn')}>{t('ask.back')}</Button></div>
        </SignInFrame>
      </Match>
      <Match when={step().step === 'code' && step()}>
        {(at) => (
          <SignInFrame {...frame} title={t('code.title')} lead={isNewPassword(at()) ? t('code.maybe') : t('code.lead')}>
            <Suspense><CodeForm flow={flow} submit={t('code.act')} onRestart={() => flow.restart()} /></Suspense>
          </SignInFrame>
        )}
      </Match>
      <Match when={step().step === 'password' && step()}>
        {(at) => (
          <SignInFrame {...frame} title={shared('newPassword.title')} lead={isNewPassword(at()) ? t('newPasswordLead') : shared('newPassword.once')}>
            <Suspense><NewPasswordForm flow={flow} username={typed().identifier} /></Suspense>
          </SignInFrame>
        )}
      </Match>
      <Match when={step().step === 'device'}>
        <SignInFrame {...frame} title={shared('device.title')} lead={shared('device.lead')}>
          <Button kind="primary" size="last" wide onPress={() => void flow.resume()}>{shared('device.act')}</Button>
        </SignInFrame>
      </Match>
    </Switch>
  );
}

function isNewPassword(step: object): boolean {
  return ('purpose' in step && step.purpose === 'newPassword') || ('reason' in step && step.reason === 'newPassword');
}
