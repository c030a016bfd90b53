import { For, type JSX } from 'solid-js';
import { useT } from '../../shared/i18n/context.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import type { KeyHint } from '../../shared/ui/key-bar.tsx';
import { Keycap } from '../../shared/ui/keycap.tsx';
import { useStaffSettings } from '../shared/staff-settings.tsx';
import styles from './inbox.module.css';
import { messagesTexts } from './texts.ts';

/** The keys of the inbox; the first seven stand in the key bar. */
export function useKeyHints(): () => readonly KeyHint[] {
  const t = useT(messagesTexts);
  const settings = useStaffSettings();
  return () => {
    const map = settings.keymap();
    return [
      { caps: [map.next, map.previous], label: t('keys.next') },
      { caps: ['enter'], label: t('keys.open') },
      { caps: [map.assign], label: t('keys.assign') },
      { caps: [map.reply], label: t('keys.reply') },
      { caps: [map.close], label: t('keys.close') },
      { caps: [map.undo], label: t('keys.undo') },
      { caps: [map.help], label: t('keys.all') },
      { caps: [map.canned], label: t('keys.canned') },
      { caps: [map.search], label: t('keys.search') },
      { caps: [map.go, map.goMessages], label: t('keys.goMessages') },
      { caps: [map.go, map.goPatients], label: t('keys.goPatients') },
      { caps: ['ctrl', 'k'], label: t('keys.commands') },
      { caps: ['ctrl', 'i'], label: t('keys.cannedWriting') },
      { caps: ['ctrl', 'enter'], label: t('keys.send') },
    ];
  };
}

export const KEYS_IN_BAR = 7;

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
