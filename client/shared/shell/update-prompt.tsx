import { createSignal, Show, type JSX } from 'solid-js';
import { useT } from '../i18n/context.tsx';
import { useSync } from '../sync/sync.ts';
import { Button } from '../ui/button.tsx';
import { Download } from '../ui/icons.ts';
import { IconMark } from '../ui/icon.tsx';
import type { AppUpdates } from './app-update.ts';
import { shellTexts } from './shell-texts.ts';
import { hasUnsaved } from './unsaved.ts';
import styles from './update-prompt.module.css';

/** "Later" is asked again after two hours; the next cold start takes the new version anyway. */
const LATER_MS = 2 * 3600_000;

/** Stands at the foot, covers nothing that is being used, and stays away while something would be cut off. */
export function UpdatePrompt(props: { readonly updates: AppUpdates }): JSX.Element {
  const t = useT(shellTexts);
  const sync = useSync();
  const [later, setLater] = createSignal(false);
  const busy = (): boolean => hasUnsaved() || sync.state().kind === 'sending';
  const shown = (): boolean => props.updates.state() !== 'none' && !later() && !busy();
  const elsewhere = (): boolean => props.updates.state() === 'elsewhere';
  function postpone(): void {
    setLater(true);
    setTimeout(() => setLater(false), LATER_MS);
  }
  return (
    <Show when={shown()}>
      <div class={styles.prompt} role="status">
        <IconMark icon={Download} size={20} />
        <p class={styles.text}>
          <strong>{elsewhere() ? t('update.elsewhere') : t('update.title')}</strong> {t('update.body')}
        </p>
        <div class={styles.acts}>
          <Button kind="secondary" onPress={() => props.updates.apply()}>{elsewhere() ? t('update.reload') : t('update.now')}</Button>
          <Button kind="quiet" ink onPress={postpone}>{t('update.later')}</Button>
        </div>
      </div>
    </Show>
  );
}
