import { createMemo, createSignal, Show, type JSX } from 'solid-js';
import { useT } from '../../shared/i18n/context.tsx';
import { useSession } from '../../shared/session/session.tsx';
import { appMade } from '../../../schema/app-made.ts';
import { useSync } from '../../shared/sync/sync.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import styles from './settings.module.css';
import { settingsTexts } from './texts.ts';

/** Says how many have not reached the clinic before anybody signs out; they are delivered afterwards all the same (R11). */
export function SignOutPart(): JSX.Element {
  const t = useT(settingsTexts);
  const sync = useSync();
  const session = useSession();
  const [asking, setAsking] = createSignal(false);
  const unsent = createMemo(() => sync.waiting().filter((request) => !appMade.has(request.type)).length + sync.unsentNotes());
  function press(): void {
    if (unsent() > 0) setAsking(true);
    else void session.signOut();
  }
  return (
    <div class={styles.stack}>
      <p>{unsent() > 0 ? t('signOut.unsent', { count: unsent() }) : t('signOut.nothing')}</p>
      <div><Button onPress={press}>{t('signOut.act')}</Button></div>
      <Dialog
        open={asking()}
        onClose={() => setAsking(false)}
        title={t('signOut.question', { count: unsent() })}
        acts={
          <>
            <Button onPress={() => setAsking(false)}>{t('signOut.stay')}</Button>
            <Button kind="primary" onPress={() => void session.signOut()}>{t('signOut.act')}</Button>
          </>
        }
      >
        <Show when={asking()}><p>{t('signOut.unsent', { count: unsent() })}</p></Show>
      </Dialog>
    </div>
  );
}
