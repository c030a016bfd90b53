import { createSignal, onMount, Show, type JSX } from 'solid-js';
import { readCode } from '../../../schema/identity.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import type { CodeSent } from './live-api.ts';
import styles from './visits.module.css';
import { visitsTexts } from './texts.ts';

export interface CodePartProps {
  readonly sent: CodeSent;
  readonly busy: boolean;
  readonly wrong: boolean;
  readonly onCode: (code: string) => void;
  readonly onAgain: () => void;
}

/** Six digits from the patient's own phone or mailbox, once for each visit. What is typed stays until it was right. */
export function CodePart(props: CodePartProps): JSX.Element {
  const t = useT(visitsTexts);
  const f = useFormat();
  const [code, setCode] = createSignal('');
  const [unreadable, setUnreadable] = createSignal(false);
  let field: HTMLInputElement | undefined;
  onMount(() => field?.focus());
  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const digits = readCode(code());
    setUnreadable(digits === null);
    if (digits === null) field?.focus();
    else props.onCode(digits);
  }
  return (
    <form class={styles.form} onSubmit={submit} noValidate>
      <TextField
        label={t('now.code')} hint={t('now.codeHint', { to: props.sent.sentTo })} value={code()} onInput={setCode} autocomplete="one-time-code" inputmode="numeric" dir="ltr" spellcheck={false}
        error={unreadable() ? t('now.codeFormat') : props.wrong ? t('trouble.codeWrong') : undefined} ref={(element) => { field = element; }}
      />
      <Button kind="primary" size="last" type="submit" wide>{props.busy ? t('now.joining') : t('now.join')}</Button>
      <Show when={f.now() >= props.sent.resendAt} fallback={<p class={styles.quiet}>{t('now.codeAgainAt', { time: f.time(props.sent.resendAt) })}</p>}>
        <Button kind="quiet" onPress={() => { setCode(''); props.onAgain(); }}>{t('now.codeAgain')}</Button>
      </Show>
    </form>
  );
}
