import { createSignal, Show, type JSX } from 'solid-js';
import { hasOwn } from '../../../schema/old-browsers.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { isSharedDevice, noteSharedDevice } from '../../shared/local/session-memory.ts';
import { useTroubleWords, type Trouble } from '../../shared/session/problem-words.ts';
import type { SignInFlow } from '../../shared/session/sign-in-flow.ts';
import styles from '../../shared/session/sign-in.module.css';
import { Button } from '../../shared/ui/button.tsx';
import { CheckRow } from '../../shared/ui/check-row.tsx';
import { ErrorSummary } from '../../shared/ui/error-summary.tsx';
import { PasswordField } from '../../shared/ui/password-field.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import { signInTexts } from './texts.ts';

type Field = 'username' | 'password';
const fieldOf: Readonly<Record<string, Field>> = { 'signIn.usernameFormat': 'username', 'signIn.passwordMissing': 'password' };
export const isStaffTrouble = (trouble: Trouble | null): boolean => trouble !== null && 'code' in trouble && hasOwn(fieldOf, trouble.code);

export function StaffForm(props: { readonly flow: SignInFlow; readonly username: string; readonly onUsername: (name: string) => void }): JSX.Element {
  const t = useT(signInTexts);
  const words = useTroubleWords();
  const [password, setPassword] = createSignal('');
  const [shared, setShared] = createSignal(isSharedDevice());
  const [empty, setEmpty] = createSignal<readonly Field[]>([]);
  const typed = (field: Field): string => (field === 'username' ? props.username : password());
  const error = (field: Field): string | undefined => {
    if (empty().includes(field)) return t(`missing.${field}`);
    const trouble = props.flow.trouble();
    return trouble !== null && 'code' in trouble && fieldOf[trouble.code] === field ? words(trouble) : undefined;
  };
  const problems = () => (['username', 'password'] as const).flatMap((field) => {
    const message = error(field);
    return message === undefined ? [] : [{ fieldId: field, message }];
  });
  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setEmpty((['username', 'password'] as const).filter((field) => typed(field).trim() === ''));
    if (empty().length === 0) {
      noteSharedDevice(shared());
      await props.flow.startStaff({ username: props.username, password: password(), shared: shared() });
    }
    if (problems().length === 1) document.getElementById(problems()[0]?.fieldId ?? '')?.focus();
  }
  return (
    <form class={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <Show when={problems().length > 1}><ErrorSummary errors={problems()} /></Show>
      <TextField
        id="username" name="username" label={t('username')} value={props.username} onInput={props.onUsername} error={error('username')}
        autocomplete="username" dir="ltr" spellcheck={false}
      />
      <PasswordField
        id="password" name="password" label={t('password')} value={password()} onInput={setPassword} error={error('password')} autocomplete="current-password"
      />
      <CheckRow label={t('shared.label')} second={t('shared.second')} checked={shared()} onChange={setShared} />
      <Button kind="primary" size="last" type="submit" wide>{t('act')}</Button>
    </form>
  );
}
