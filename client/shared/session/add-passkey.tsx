import { createSignal, Show, type JSX } from 'solid-js';
import type { AppName } from '../../../schema/identity.ts';
import { passkeyCreation, passkeysAnswer } from '../../../schema/passkeys.ts';
import { useT } from '../i18n/context.tsx';
import { Button } from '../ui/button.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { TextField } from '../ui/text-field.tsx';
import { createIdentityApi } from './identity-api.ts';
import { nameDevice } from './name-device.ts';
import { makePasskey } from './passkey.ts';
import { TroubleLine } from './passkey-sign-in.tsx';
import { passkeyTexts } from './passkey-texts.ts';
import { usePasskeyWords, type PasskeyTrouble } from './passkey-words.ts';
import { useSession } from './session.tsx';
import styles from './sign-in.module.css';

type Field = 'name' | 'password';

/** Name and password; then the browser asks. What this device unlocks by is renewed with it. */
export function AddPasskeyForm(props: { readonly app: AppName; readonly onDone: (name: string) => void; readonly onCancel: () => void }): JSX.Element {
  const t = useT(passkeyTexts);
  const words = usePasskeyWords();
  const session = useSession();
  const api = createIdentityApi();
  const [name, setName] = createSignal(nameDevice(navigator.userAgent));
  const [password, setPassword] = createSignal('');
  const [empty, setEmpty] = createSignal(false);
  const [trouble, setTrouble] = createSignal<PasskeyTrouble | null>(null);
  const [busy, setBusy] = createSignal(false);
  const fieldOf = (why: PasskeyTrouble | null): Field | null => {
    const code = why && 'problem' in why ? why.problem.code : null;
    return code === 'passkey.name' ? 'name' : code === 'unlock.noMatch' ? 'password' : null;
  };
  const error = (field: Field): string | undefined => {
    const why = trouble();
    if (field === 'password' && empty()) return t('add.passwordMissing');
    return why !== null && fieldOf(why) === field ? words(why) : undefined;
  };
  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (busy()) return;
    setEmpty(password() === '');
    setTrouble(name().trim() === '' ? { ok: false, problem: { code: 'passkey.name' } } : null);
    if (!empty() && trouble() === null) {
      setBusy(true);
      setTrouble(await add().finally(() => setBusy(false)));
    }
    const wrong = fieldOf(trouble()) ?? (empty() ? 'password' : null);
    if (wrong !== null) document.getElementById(`add-passkey-${wrong}`)?.focus();
  }
  /** null: it is added, and whoever opened this hears of it. */
  async function add(): Promise<PasskeyTrouble | null> {
    const asked = await api.post('passkeys/options', passkeyCreation, { app: props.app, password: password() });
    if (!asked.ok) return asked;
    const made = await makePasskey(asked.value);
    if (!made.ok) return { browser: made.why };
    const answer = await api.post('passkeys', passkeysAnswer, { app: props.app, name: name(), made: made.value });
    if (!answer.ok) return answer;
    await session.keepPasskeys(answer.value.passkeys);
    props.onDone(name().trim());
    return null;
  }
  return (
    <form class={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <p class={styles.lead}>{t('add.lead')}</p>
      <Show when={fieldOf(trouble()) === null}><TroubleLine trouble={trouble()} /></Show>
      <TextField id="add-passkey-name" name="passkey-name" label={t('name.label')} hint={t('name.hint')} value={name()} onInput={setName} maxLength={60} error={error('name')} />
      <PasswordField id="add-passkey-password" name="password" label={t('add.password')} value={password()} onInput={setPassword} error={error('password')} autocomplete="current-password" />
      <Button kind="primary" type="submit" wide>{t('add.go')}</Button>
      <Button wide onPress={props.onCancel}>{t('add.cancel')}</Button>
    </form>
  );
}
