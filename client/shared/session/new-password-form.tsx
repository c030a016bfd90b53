import { createSignal, type JSX } from 'solid-js';
import type { PasswordRule } from '../../../schema/clinic.ts';
import { leastCharacters, passwordLacks } from '../../../schema/passwords.ts';
import { useT } from '../i18n/context.tsx';
import { Button } from '../ui/button.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { isPasswordTrouble, useTroubleWords } from './problem-words.ts';
import { sessionTexts } from './session-texts.ts';
import type { SignInFlow } from './sign-in-flow.ts';
import styles from './sign-in.module.css';

/** One field that can be shown beats typing it twice. Everything it lacks is said at once, on submit. */
export function NewPasswordForm(props: { readonly flow: SignInFlow; readonly username: string }): JSX.Element {
  const t = useT(sessionTexts);
  const words = useTroubleWords();
  const [password, setPassword] = createSignal('');
  const [lacks, setLacks] = createSignal<string>();
  const rule = (): PasswordRule => {
    const at = props.flow.step();
    return at.step === 'password' ? at.rule : 'mixed';
  };
  const error = (): string | undefined => {
    const trouble = props.flow.trouble();
    return lacks() ?? (trouble !== null && isPasswordTrouble(trouble) ? words(trouble) : undefined);
  };
  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const gaps = passwordLacks(password(), rule());
    setLacks(gaps.length > 0 ? gaps.map((code) => words({ code, params: { least: leastCharacters(rule()) } })).join(' ') : undefined);
    if (gaps.length === 0) await props.flow.submitPassword(password());
    if (error() !== undefined) document.getElementById('new-password')?.focus();
  }
  return (
    <form class={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      {/* For password managers: whose password this is. */}
      <input class={styles.name} type="text" name="username" autocomplete="username" value={props.username} readOnly tabindex={-1} aria-hidden="true" />
      <PasswordField
        id="new-password" name="new-password" label={t('newPassword.label')} hint={t(rule() === 'length' ? 'newPassword.lengthRule' : 'newPassword.rules')} autocomplete="new-password"
        value={password()} onInput={setPassword} error={error()}
      />
      <Button kind="primary" size="last" type="submit" wide>{t('newPassword.act')}</Button>
    </form>
  );
}
