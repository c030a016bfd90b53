import { For, type JSX } from 'solid-js';
import { useT } from '../../shared/i18n/context.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { Keycap } from '../../shared/ui/keycap.tsx';
import styles from './inbox.module.css';
import { useKeyHints } from './key-hints.ts';
import { messagesTexts } from './texts.ts';

/** Every key of the inbox; fetched when somebody asks. */
export function KeysDialog(props: { readonly open: boolean; readonly onClose: () => void }): JSX.Element {
  const t = useT(messagesTexts);
  const hints = useKeyHints();
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={t('keys.title')}
      second={t('keys.second')}
      acts={<Button onPress={props.onClose}>{t('keys.done')}</Button>}
    >
      <ul class={styles.keys}>
        <For each={hints()}>
          {(hint) => (
            <li class={styles.key}>
              <span class={styles.caps}><For each={hint.caps}>{(cap) => <Keycap cap={cap} />}</For></span>
              <span>{hint.label}</span>
            </li>
          )}
        </For>
      </ul>
    </Dialog>
  );
}
