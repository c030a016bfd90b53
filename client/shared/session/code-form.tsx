import { createSignal, Show, type JSX } from 'solid-js';
import { readCode } from '../../../schema/identity.ts';
import { useFormat, useT } from '../i18n/context.tsx';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/text-field.tsx';
import { isCodeTrouble, useTroubleWords } from './problem-words.ts';
import { sessionTexts } from './session-texts.ts';
import type { SignInFlow } from './sign-in-flow.ts';
import styles from './sign-in.module.css';

/** Six digits, typed or pasted with spaces; for SMS also when there may be another one. */
export function CodeForm(props: { readonly flow: SignInFlow; readonly submit: string; readonly onRestart: () => void }): JSX.Element {
  const t = useT(sessionTexts);
  const f = useFormat();
  const words = useTroubleWords();
  const [code, setCode] = createSignal('');
  const [unreadable, setUnreadable] = createSignal(false);
  const error = (): string | undefined => {
    const trouble = props.flow.trouble();
    if (unreadable()) return t('problem.signIn.codeFormat');
    return trouble !== null && isCodeTrouble(trouble) ? words(trouble) : undefined;
  };
  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const digits = readCode(code());
    setUnreadable(digits === null);
    if (digits !== null) await props.flow.submitCode(digits);
    if (error() !== undefined) document.getElementById('code')?.focus();
  }
  async function askAgain(): Promise<void> {
    await props.flow.askAgain();
    setCode('');
    document.getElementById('code')?.focus();
  }
  return (
    <form class={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <div class={styles.code}>
        <TextField
          id="code" name="code" label={t('code.label')} hint={t('code.hint')} value={code()} onInput={setCode} error={error()}
          autocomplete="one-time-code" inputmode="numeric" dir="ltr" spellcheck={false}
        />
      </div>
      <Button kind="primary" size="last" type="submit" wide>{props.submit}</Button>
      <div class={styles.more}>
        <Show when={props.flow.resend()}>
          {(resend) => (
            <Show when={resend().open} fallback={<p class={styles.wait}>{t('code.againAt', { time: f.time(resend().at) })}</p>}>
              <Button kind="quiet" onPress={() => void askAgain()}>{t('code.again')}</Button>
            </Show>
          )}
        </Show>
        <Button kind="quiet" onPress={() => props.onRestart()}>{t('code.restart')}</Button>
      </div>
    </form>
  );
}
