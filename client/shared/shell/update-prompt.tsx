import { createSignal, Show, type JSX } from 'solid-js';
import { useT } from '../i18n/context.tsx';
import { useSync } from '../sync/sync.ts';
import { Button } from '../ui/button.tsx';
import { Download } from '../ui/icons.ts';
import { IconMark } from '../ui/icon.tsx';
import type { AppUpdates } from './app-update.ts';
import { shellTexts } from './shell-texts.ts';
import styles from './update-prompt.module.css';

/** "Later" is asked again after two hours; the next cold start takes the new version anyway. */
const LATER_MS = 2 * 3600_000;

/** Stands at the foot, covers nothing that is being used, and stays away while something would be cut off. */
export function UpdatePrompt(props: { readonly updates: AppUpdates }): JSX.Element {
  const t = useT(shellTexts);
  const sync = useSync();
  const [later, setLater] = createSignal(false);
  const [asking, setAsking] = createSignal(false);
  const busy = (): boolean => sync.state().kind === 'sending';
  const shown = (): boolean => props.updates.state() !== 'none' && !later() && !busy();
  const elsewhere = (): boolean => props.updates.state() === 'elsewhere';
  async function update(): Promise<void> {
    if (!asking() && holdsWords()) return void setAsking(true);
    // Comes after every draft that is being written: a page that goes away could still cut off the last one.
    await sync.drafts.get('').catch(() => null);
    props.updates.apply();
  }
  function postpone(): void {
    setAsking(false);
    setLater(true);
    setTimeout(() => setLater(false), LATER_MS);
  }
  return (
    <Show when={shown()}>
      <div class={styles.prompt} role="status">
        <IconMark icon={Download} size={20} />
        <p class={styles.text}>
          <strong>{asking() ? t('update.typed') : elsewhere() ? t('update.elsewhere') : t('update.title')}</strong> {asking() ? t('update.typedBody') : t('update.body')}
        </p>
        <div class={styles.acts}>
          <Button kind="secondary" onPress={() => void update()}>{asking() ? t('update.anyway') : elsewhere() ? t('update.reload') : t('update.now')}</Button>
          <Button kind="quiet" ink onPress={postpone}>{t('update.later')}</Button>
        </div>
      </div>
    </Show>
  );
}

/** Something is typed on this page. Messages are kept as drafts; which other field is, cannot be told from here, so it is asked. */
function holdsWords(): boolean {
  const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('textarea, input:not([type="radio"], [type="checkbox"], [type="search"])');
  return [...fields].some((field) => !field.readOnly && field.value.trim() !== '' && field.offsetParent !== null);
}
