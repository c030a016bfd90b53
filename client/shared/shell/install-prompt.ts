import { createSignal, type Accessor } from 'solid-js';

/** Chromium's own event; the DOM's types do not know it. */
export interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
  readonly userChoice: Promise<{ readonly outcome: 'accepted' | 'dismissed' }>;
}

const [held, setHeld] = createSignal<InstallPrompt | null>(null);
/** What the browser would ask with, if it offers to install this app; good for one question. */
export const installPrompt: Accessor<InstallPrompt | null> = held;
export const forgetInstallPrompt = (): void => void setHeld(null);

/** Once, before the page has loaded: the browser says it when it likes. Its own bar is held back; we ask at a better moment. */
export function watchInstall(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    setHeld(event as InstallPrompt);
  });
  addEventListener('appinstalled', forgetInstallPrompt);
}

/** Started from an iPhone's home screen. It keeps its things apart from Safari's: the first start there knows nobody. */
export function isHomeScreenApp(): boolean {
  return 'standalone' in navigator && navigator.standalone === true;
}
