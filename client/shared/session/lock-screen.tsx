import { createResource, createSignal, lazy, onMount, Show, Suspense, type JSX } from 'solid-js';
import { useFormat, useT } from '../i18n/context.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { Button } from '../ui/button.tsx';
import { Lock } from '../ui/icons.ts';
import { IconMark } from '../ui/icon.tsx';
import { Notice } from '../ui/notice.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { lockTexts } from './lock-texts.ts';
import { knowsPasskeys } from './passkeys-here.ts';
import { useSession, type UnlockAnswer } from './session.tsx';
import styles from './session.module.css';

const UnlockPasskeyButton = lazy(() => import('./unlock-passkey-button.tsx').then((module) => ({ default: module.UnlockPasskeyButton })));

const ofPassword = ['wrong', 'closed', 'unheard', 'signInAgain'] as const;

/** Nothing of what lies under it is seen. The password or a passkey opens it, without a network as well. */
export function LockScreen(): JSX.Element {
  const t = useT(lockTexts);
  const f = useFormat();
  const session = useSession();
  const [password, setPassword] = createSignal('');
  const [error, setError] = createSignal<string>();
  const [busy, setBusy] = createSignal(false);
  // A store that does not open knows of none; the password is asked for in any case.
  const [passkeys] = createResource(() => (knowsPasskeys() ? session.hasPasskeys().catch(() => false) : false));
  const id = 'unlock-password';
  const words = (answer: Exclude<UnlockAnswer, { ok: true }>): string =>
    (answer.why === 'wait' ? t('lock.wait', { time: f.time(answer.until) }) : t(`lock.${ofPassword.find((why) => why === answer.why) ?? 'needsNetwork'}`));

  // After the cover has been shown, which puts the focus on its heading: who types their password must not type beside the field.
  onMount(() => queueMicrotask(() => document.getElementById(id)?.focus()));

  async function unlock(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (busy()) return;
    if (password() === '') return refuse(t('lock.empty'));
    setBusy(true);
    try {
      const answer = await session.unlock(password());
      if (!answer.ok) refuse(words(answer));
    } catch {
      // A part of the app that is not on this device yet, or a store that does not open.
      refuse(t('lock.needsNetwork'));
    } finally {
      setBusy(false);
    }
  }
  function refuse(why: string): void {
    setError(why);
    document.getElementById(id)?.focus();
  }
  return (
    <main class={styles.lock}>
      <div class={styles.card}>
        <Show when={session.account()} fallback={<IconMark icon={Lock} size={32} />}>
          {(account) => <Avatar name={account().name} colour={0} size={64} />}
        </Show>
        <h1 class={styles.title} tabindex={-1}>{t('lock.title')}</h1>
        <Show when={session.account()}>{(account) => <p class={styles.who}>{t('lock.who', { name: account().name })}</p>}</Show>
        <Show when={session.unheard()}>{(days) => <div class={styles.told}><Notice tone="asks" title={t('lock.silent', { count: days() })} /></div>}</Show>
        <form class={styles.form} onSubmit={(event) => void unlock(event)} noValidate>
          <PasswordField id={id} name="password" label={t('lock.password')} autocomplete="current-password" value={password()} onInput={setPassword} error={error()} />
          <Button kind="primary" size="last" type="submit" wide>{t('lock.unlock')}</Button>
          <Show when={passkeys.latest}>
            <Suspense><UnlockPasskeyButton /></Suspense>
          </Show>
        </form>
        <p class={styles.second}>{t('lock.second')}</p>
        <div class={styles.others}>
          <Button kind="quiet" onPress={() => session.askSignIn()}>{t(session.unheard() === null ? 'lock.someoneElse' : 'lock.again')}</Button>
        </div>
      </div>
    </main>
  );
}
