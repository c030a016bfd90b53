import { type JSX } from 'solid-js';
import { useT } from '../i18n/context.tsx';
import { Button } from '../ui/button.tsx';
import { Modal } from '../ui/modal.tsx';
import { lockTexts } from './lock-texts.ts';
import { useSession } from './session.tsx';
import styles from './session.module.css';

/** A minute before the lock. Any key, tap or scroll is an answer; this one is for who reads it. */
export function LockWarning(): JSX.Element {
  const t = useT(lockTexts);
  const session = useSession();
  return (
    <Modal open shape={session.app === 'patient' ? 'sheet' : 'dialog'} onClose={() => session.stay()}>
      {(titleId) => (
        <div class={styles.warning} data-lock-warning="">
          <h2 class={styles.title} id={titleId} tabindex={-1}>{t('warning.title')}</h2>
          <p>{t('warning.text', { count: session.locksIn() ?? 0 })}</p>
          <div class={styles.acts}>
            <Button kind="primary" wide onPress={() => session.stay()}>{t('warning.stay')}</Button>
            <Button wide onPress={() => session.lock()}>{t('warning.lock')}</Button>
          </div>
        </div>
      )}
    </Modal>
  );
}
