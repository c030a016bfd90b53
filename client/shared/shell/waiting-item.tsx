import { Show, type JSX } from 'solid-js';
import { useFormat, useT } from '../i18n/context.tsx';
import { useSync, type LocalRequest } from '../sync/sync.ts';
import { Button } from '../ui/button.tsx';
import { IconMark } from '../ui/icon.tsx';
import { useSnackbar } from '../ui/snackbar.tsx';
import { useShellPanels } from './shell-panels.tsx';
import { shellTexts } from './shell-texts.ts';
import styles from './sync-sheet.module.css';
import { takeBack as takeBackRequest } from './take-back.ts';
import { useRequestWords } from './use-request-words.ts';

/** One request that is only here: dashed. Edit and Undo are exact while it is saved, and gone once bytes may have left (R9). */
export function WaitingItem(props: { readonly request: LocalRequest }): JSX.Element {
  const t = useT(shellTexts);
  const f = useFormat();
  const sync = useSync();
  const panels = useShellPanels();
  const snackbar = useSnackbar();
  const words = useRequestWords(() => props.request);
  const isSaved = (): boolean => props.request.state === 'saved';
  /** A try whose end nobody heard leaves it here, but it may have arrived: then nothing takes it back. */
  const canTakeBack = (): boolean => props.request.undoable;

  async function takeBack(edit: boolean): Promise<void> {
    const back = await takeBackRequest(sync, props.request.id);
    if (!back) {
      snackbar.show({ text: t('sheet.tooLate') });
      return;
    }
    if (edit) {
      panels.links.onTakenBack(back);
      panels.closeAll();
      return;
    }
    snackbar.show({ text: t('sheet.takenBack') });
  }
  return (
    <li class={styles.item}>
      <IconMark icon={words().icon} size={22} class={styles.icon} />
      <p class={styles.lines}>
        <strong class={styles.title}>{words().title}</strong>
        <span class={styles.second}>{t(isSaved() ? 'sheet.savedNotSent' : 'sheet.sendingItem', { time: f.stamp(props.request.savedAt) })}</span>
      </p>
      <Show when={canTakeBack()}>
        <Show when={words().words !== undefined} fallback={<Button kind="quiet" size="small" onPress={() => void takeBack(false)}>{t('sheet.undo')}</Button>}>
          <Button kind="quiet" size="small" onPress={() => void takeBack(true)}>{t('sheet.edit')}</Button>
        </Show>
      </Show>
    </li>
  );
}
