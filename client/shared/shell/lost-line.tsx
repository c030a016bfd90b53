import { createResource, Show, type JSX } from 'solid-js';
import { useT } from '../i18n/context.tsx';
import { openDeviceDatabase } from '../local/device.ts';
import { findLostAccounts } from '../local/kept-marker.ts';
import { Notice } from '../ui/notice.tsx';
import { lostTexts } from './lost-texts.ts';
import { useLostWords } from './lost-words.ts';
import styles from './language-line.module.css';

/** On the sign-in page of a device that knew somebody and knows nobody: why they are asked to sign in, and what was at risk. */
export function LostLine(): JSX.Element {
  const t = useT(lostTexts);
  const words = useLostWords();
  // A database that does not open says nothing; the sign-in itself says what is wrong with it.
  const [lost] = createResource(() => findLostAccounts(openDeviceDatabase).catch(() => null));
  return (
    <Show when={lost.latest}>
      {(found) => <div class={styles.above}><Notice tone="asks" title={`${t('title')}.`} announce>{words(found()).join(' ')} {t('signIn')}</Notice></div>}
    </Show>
  );
}
