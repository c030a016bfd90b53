import { createSignal, Show, type JSX } from 'solid-js';
import { signInStep, type AppName } from '../../../schema/identity.ts';
import { passkeyCreation, passkeyRequest } from '../../../schema/passkeys.ts';
import { useT } from '../i18n/context.tsx';
import { Button } from '../ui/button.tsx';
import { KeyRound } from '../ui/icons.ts';
import { Notice } from '../ui/notice.tsx';
import { TextField } from '../ui/text-field.tsx';
import { nameDevice } from './name-device.ts';
import { makePasskey, showPasskey } from './passkey.ts';
import { passkeyTexts } from './passkey-texts.ts';
import { usePasskeyWords, type PasskeyTrouble } from './passkey-words.ts';
import type { SignInFlow } from './sign-in-flow.ts';
import styles from './sign-in.module.css';

/** The passkey in place of the code. */
export function ShowPasskeyStep(props: { readonly flow: SignInFlow; readonly app: AppName; readonly primary: boolean }): JSX.Element {
  const t = useT(passkeyTexts);
  const [trouble, setTrouble] = createSignal<PasskeyTrouble | null>(null);
  const use = (): Promise<void> => props.flow.advance(async (api) => {
    setTrouble(null);
    const asked = await api.post('sign-in/passkey/options', passkeyRequest, { app: props.app });
    if (!asked.ok) return goOn(asked);
    const brought = await showPasskey(asked.value);
    if (!brought.ok) return fail({ browser: brought.why });
    const answer = await api.post('sign-in/passkey', signInStep, { app: props.app, shown: brought.value });
    return answer.ok ? answer : goOn(answer);
  });
  /** What the flow has words and ways for stays with it; the rest is said here. */
  function goOn(answer: Extract<PasskeyTrouble, { ok: false }>): typeof answer | null {
    return 'problem' in answer && answer.problem.code.startsWith('passkey.') ? fail(answer) : answer;
  }
  function fail(why: PasskeyTrouble): null {
    setTrouble(why);
    return null;
  }
  return (
    <div class={styles.form}>
      <TroubleLine trouble={trouble()} />
      <Button kind={props.primary ? 'primary' : 'secondary'} size="last" wide icon={KeyRound} onPress={() => void use()}>{t('signIn.act')}</Button>
    </div>
  );
}

/** At the first sign-in: a passkey instead of an authenticator. */
export function FirstPasskeyStep(props: { readonly flow: SignInFlow; readonly app: AppName }): JSX.Element {
  const t = useT(passkeyTexts);
  const [name, setName] = createSignal(nameDevice(navigator.userAgent));
  const [trouble, setTrouble] = createSignal<PasskeyTrouble | null>(null);
  const words = usePasskeyWords();
  const nameless = (): string | undefined => {
    const why = trouble();
    return why && 'problem' in why && why.problem.code === 'passkey.name' ? words(why) : undefined;
  };
  async function make(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    setTrouble(name().trim() === '' ? { ok: false, problem: { code: 'passkey.name' } } : null);
    if (trouble() !== null) return document.getElementById('passkey-name')?.focus();
    await props.flow.advance(async (api) => {
      const asked = await api.post('sign-in/passkey/enrol-options', passkeyCreation, { app: props.app });
      if (!asked.ok) return keep(asked);
      const made = await makePasskey(asked.value);
      if (!made.ok) return keep({ browser: made.why });
      const answer = await api.post('sign-in/passkey/enrol', signInStep, { app: props.app, name: name(), made: made.value });
      return answer.ok ? answer : keep(answer);
    });
  }
  function keep(why: PasskeyTrouble): null | Extract<PasskeyTrouble, { ok: false }> {
    if (!('browser' in why) && !('problem' in why && why.problem.code.startsWith('passkey.'))) return why;
    setTrouble(why);
    return null;
  }
  return (
    <section class={styles.other} aria-labelledby="first-passkey">
      <h2 class={styles.subtitle} id="first-passkey">{t('first.title')}</h2>
      <p class={styles.lead}>{t('first.lead')}</p>
      <form class={styles.form} onSubmit={(event) => void make(event)} noValidate>
        <TroubleLine trouble={nameless() === undefined ? trouble() : null} />
        <TextField id="passkey-name" name="passkey-name" label={t('name.label')} hint={t('name.hint')} value={name()} onInput={setName} maxLength={60} error={nameless()} />
        <Button size="last" type="submit" wide icon={KeyRound}>{t('first.act')}</Button>
      </form>
    </section>
  );
}

/** The region is there before its words, so that they are read out. */
export function TroubleLine(props: { readonly trouble: PasskeyTrouble | null }): JSX.Element {
  const words = usePasskeyWords();
  return (
    <div class={styles.trouble} role="alert">
      <Show when={props.trouble}>{(trouble) => <Notice tone="asks" title={words(trouble())} />}</Show>
    </div>
  );
}
