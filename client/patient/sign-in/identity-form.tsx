import { createSignal, Show, type JSX } from 'solid-js';
import { hasOwn } from '../../../schema/old-browsers.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { useTroubleWords, type Trouble } from '../../shared/session/problem-words.ts';
import type { SignInFlow } from '../../shared/session/sign-in-flow.ts';
import styles from '../../shared/session/sign-in.module.css';
import { Button } from '../../shared/ui/button.tsx';
import { ErrorSummary } from '../../shared/ui/error-summary.tsx';
import { PasswordField } from '../../shared/ui/password-field.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import { signInTexts } from './texts.ts';

export interface IdentityTyped { readonly identifier: string; readonly phone: string; readonly password: string; readonly birthDate: string }
type Field = keyof IdentityTyped;

export interface IdentityFormProps {
  readonly mode: 'email' | 'nationalId';
  readonly withPassword?: boolean;
  /** The clinic asks for it where no password is. */
  readonly withBirthDate?: boolean;
  readonly flow: SignInFlow;
  readonly typed: IdentityTyped;
  readonly onTyped: (typed: IdentityTyped) => void;
  readonly act: string;
  readonly onSubmit: () => Promise<void>;
}

/** Which field a refusal of the format is about. */
const fieldOf: Readonly<Record<string, Field>> = {
  'signIn.emailFormat': 'identifier', 'signIn.nationalIdFormat': 'identifier', 'signIn.phoneFormat': 'phone', 'signIn.birthDateFormat': 'birthDate', 'signIn.passwordMissing': 'password',
};
export const isIdentityTrouble = (trouble: Trouble | null): boolean => trouble !== null && 'code' in trouble && hasOwn(fieldOf, trouble.code);

/** Who signs in. Checked on submit only; phone numbers in any spacing, local or international: the clinic reads them. */
export function IdentityForm(props: IdentityFormProps): JSX.Element {
  const t = useT(signInTexts);
  const words = useTroubleWords();
  const [empty, setEmpty] = createSignal<readonly Field[]>([]);
  const fields = (): readonly Field[] => ['identifier', 'phone', ...(props.withPassword ? (['password'] as const) : []), ...(props.withBirthDate ? (['birthDate'] as const) : [])];
  const missing = (field: Field): string => t(`missing.${field === 'identifier' ? props.mode : field}`);
  const error = (field: Field): string | undefined => {
    if (empty().includes(field)) return missing(field);
    const trouble = props.flow.trouble();
    return trouble !== null && 'code' in trouble && fieldOf[trouble.code] === field ? words(trouble) : undefined;
  };
  const problems = () => fields().flatMap((field) => {
    const message = error(field);
    return message === undefined ? [] : [{ fieldId: field, message }];
  });
  const change = (field: Field) => (value: string): void => props.onTyped({ ...props.typed, [field]: value });
  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setEmpty(fields().filter((field) => props.typed[field].trim() === ''));
    if (empty().length === 0) await props.onSubmit();
    if (problems().length === 1) document.getElementById(problems()[0]?.fieldId ?? '')?.focus();
  }
  return (
    <form class={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <Show when={problems().length > 1}><ErrorSummary errors={problems()} /></Show>
      <TextField
        id="identifier" name="username" label={t(props.mode)} value={props.typed.identifier} onInput={change('identifier')} error={error('identifier')}
        type={props.mode === 'email' ? 'email' : 'text'} autocomplete="username" dir="ltr" spellcheck={false}
      />
      <TextField
        id="phone" name="phone" label={t('phone')} hint={t('phoneHint')} value={props.typed.phone} onInput={change('phone')} error={error('phone')}
        type="tel" inputmode="tel" autocomplete="tel" dir="ltr"
      />
      <Show when={props.withBirthDate}>
        <TextField
          id="birthDate" name="bday" label={t('birthDate')} value={props.typed.birthDate} onInput={change('birthDate')} error={error('birthDate')}
          type="date" autocomplete="bday"
        />
      </Show>
      <Show when={props.withPassword}>
        <PasswordField
          id="password" name="password" label={t('password')} value={props.typed.password} onInput={change('password')} error={error('password')}
          autocomplete="current-password"
        />
      </Show>
      <Button kind="primary" size="last" type="submit" wide>{props.act}</Button>
    </form>
  );
}
