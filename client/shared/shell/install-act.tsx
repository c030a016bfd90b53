import { createSignal, For, Show, type JSX } from 'solid-js';
import { useT } from '../i18n/context.tsx';
import { useSync } from '../sync/sync.ts';
import { Button } from '../ui/button.tsx';
import { IconMark, type Icon } from '../ui/icon.tsx';
import { Check, Copy, Download, Share, SquarePlus } from '../ui/icons.ts';
import { ModalPanel } from '../ui/modal-panel.tsx';
import { useSnackbar } from '../ui/snackbar.tsx';
import styles from './install.module.css';
import { noteNotNow } from './install-notes.ts';
import { forgetInstallPrompt, installPrompt, isHomeScreenApp } from './install-prompt.ts';
import { installTexts } from './install-texts.ts';
import { findInstallWay, type InstallWay } from './install-way.ts';

/** As it is now; it changes when the browser offers to ask, and when the app was installed. */
export function installWay(): InstallWay {
  return findInstallWay({
    userAgent: navigator.userAgent,
    touchPoints: navigator.maxTouchPoints,
    standalone: isHomeScreenApp() || matchMedia('(display-mode: standalone)').matches,
    canAsk: installPrompt() !== null,
  });
}

const steps: readonly { readonly icon: Icon; readonly text: 'share' | 'add' | 'confirm' }[] = [
  { icon: Share, text: 'share' }, { icon: SquarePlus, text: 'add' }, { icon: Check, text: 'confirm' },
];

/** The one button that puts the app on this device, or says how a person does. */
export function InstallAct(): JSX.Element {
  const t = useT(installTexts);
  const { account } = useSync();
  const snackbar = useSnackbar();
  const [showing, setShowing] = createSignal(false);
  async function ask(): Promise<void> {
    const prompt = installPrompt();
    if (prompt === null) return;
    await prompt.prompt();
    // A "no" to the browser is a "not now" to us; either way its question is used up.
    if ((await prompt.userChoice).outcome === 'dismissed') noteNotNow();
    forgetInstallPrompt();
  }
  async function copy(): Promise<void> {
    const address = `${location.origin}/${account.app === 'staff' ? 'staff/' : location.pathname.split('/').slice(1, 3).join('/')}`;
    try {
      await navigator.clipboard.writeText(address);
      snackbar.show({ text: t('otherBrowser.copied') });
    } catch {
      snackbar.show({ text: address }); // such browsers often have no clipboard: the address is at least to be read
    }
  }
  return (
    <>
      <Show when={installWay() === 'ask'}><Button kind="primary" wide icon={Download} onPress={() => void ask()}>{t('act')}</Button></Show>
      <Show when={installWay() === 'otherBrowser'}><Button wide icon={Copy} onPress={() => void copy()}>{t('otherBrowser.copy')}</Button></Show>
      <Show when={installWay() === 'iphone'}><Button kind="primary" wide onPress={() => setShowing(true)}>{t('show')}</Button></Show>
      <Show when={showing()}>
        <ModalPanel
          open
          shape={account.app === 'staff' ? 'dialog' : 'sheet'}
          onClose={() => setShowing(false)}
          title={t('title')}
          acts={<Button kind="primary" wide onPress={() => setShowing(false)}>{t('done')}</Button>}
        >
          <ol class={styles.steps} role="list">
            <For each={steps}>
              {(step, index) => (
                <li class={styles.step}>
                  <span class={styles.tile}><IconMark icon={step.icon} size={22} /></span>
                  <span>{index() + 1}. {t(`iphone.${step.text}`)}</span>
                </li>
              )}
            </For>
          </ol>
          <p>{t('iphone.once')}</p>
        </ModalPanel>
      </Show>
    </>
  );
}
