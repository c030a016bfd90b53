import { Show, type JSX } from 'solid-js';
import type { MessageEntry } from '../../../schema/messages.ts';
import { useFormat, useT } from '../../shared/i18n/context.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { useSnackbar } from '../../shared/ui/snackbar.tsx';
import { StateMark } from '../../shared/ui/state-mark.tsx';
import styles from './misdirected.module.css';
import { misdirectedTexts } from './misdirected-texts.ts';
import type { ThreadData } from './thread-data.ts';

/** What the patient sees as a gap; its words and why it went are here for staff. */
export function WithdrawnReply(props: { readonly message: MessageEntry; readonly data: ThreadData; readonly children: JSX.Element }): JSX.Element {
  const t = useT(misdirectedTexts);
  const f = useFormat();
  const snackbar = useSnackbar();
  const known = () => props.data.misdirected(props.message.id)?.withdrawn ?? null;
  const at = (): number => props.message.withdrawnAt ?? 0;
  async function copy(text: string): Promise<void> {
    await navigator.clipboard.writeText(text);
    snackbar.show({ text: t('copied') });
  }
  return (
    <article class={styles.withdrawn}>
      <StateMark state={{ kind: 'withdrawn', at: at() }} words={t('withdrawn', { name: known()?.by ?? props.message.author, when: f.stamp(at()) })} />
      <Show when={known()}>
        {(withdrawn) => (
          <>
            <p dir="auto">{withdrawn().reason}</p>
            <details>
              <summary>{t('words')}</summary>
              <p class={styles.words} dir="auto">{withdrawn().text}</p>
              <Button kind="quiet" size="small" onPress={() => void copy(withdrawn().text)}>{t('copy')}</Button>
            </details>
          </>
        )}
      </Show>
      {props.children}
    </article>
  );
}
