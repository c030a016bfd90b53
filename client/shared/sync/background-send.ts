/** The one-off and the periodic Background Sync of the workers; service-worker/background-send.ts answers both. */
export const SEND_TAG = 'outpost-send';

interface SyncingRegistration extends ServiceWorkerRegistration {
  readonly sync?: { register(tag: string): Promise<void> };
  readonly periodicSync?: { register(tag: string, options: { minInterval: number }): Promise<void> };
}

/** How often an installed app may look by itself; the browser decides whether it does. */
const LOOK_EVERY_MS = 60 * 60_000;

/**
 * Asks the browser to start the worker when it thinks that there is a network, with every page closed: what waits goes out
 * then. Asked for when a request is saved, not when the page is left: a page that is killed is asked nothing any more.
 *
 * A bonus and no promise: Chromium alone does it, gives up after some tries, and does it never in a private window.
 */
export function askForBackgroundSend(): void {
  void (globalThis.navigator as Navigator | undefined)?.serviceWorker?.ready.then(async (ready) => {
    const registration: SyncingRegistration = ready;
    await registration.sync?.register(SEND_TAG);
    await registration.periodicSync?.register(SEND_TAG, { minInterval: LOOK_EVERY_MS });
  }).catch(() => undefined);
}
