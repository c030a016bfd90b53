import { createSignal, type Accessor } from 'solid-js';
import type { Workbox } from 'workbox-window';

/**
 * `ready`: a new version waits on the device. `elsewhere`: another tab took it; this page still runs the old one and
 * goes on working, because the worker keeps an older page's files while it is open.
 */
export type AppUpdate = 'none' | 'ready' | 'elsewhere';

export interface AppUpdates {
  readonly state: Accessor<AppUpdate>;
  /** Loads the page anew under the new version. Only ever called by a person's press. */
  readonly apply: () => void;
}

const CHECK_EVERY_MS = 2 * 3600_000;

/**
 * Registers the app's worker and watches for a newer one. Never reloads by itself: what is typed, a call or a send in
 * progress decide when, and the person does.
 */
export function watchAppUpdates(app: 'staff' | 'patient', scope: string): AppUpdates {
  const [state, setState] = createSignal<AppUpdate>('none');
  let worker: Workbox | undefined;
  let pressed = false;

  async function start(): Promise<void> {
    if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
    const { Workbox: Registrar } = await import('workbox-window');
    // The worker a first visit installs takes over too, however many pages were opened meanwhile: that is no update.
    let isFirst = navigator.serviceWorker.controller === null;
    worker = new Registrar(`/sw.js?app=${app}`, { scope });
    worker.addEventListener('waiting', () => setState('ready'));
    worker.addEventListener('controlling', (event) => {
      if (pressed) location.reload();
      else if (isFirst) isFirst = false;
      else if (event.isUpdate === true || event.isExternal === true) setState('elsewhere');
    });
    const registration = await worker.register({ immediate: true });
    if (registration?.waiting) setState('ready');
    setInterval(() => void worker?.update().catch(ignoreOffline), CHECK_EVERY_MS);
  }
  void start().catch(ignoreOffline);

  return {
    state,
    apply() {
      pressed = true;
      if (state() === 'elsewhere' || !worker) location.reload();
      else worker.messageSkipWaiting();
    },
  };
}

/** Without a network there is nothing newer to find; the next check or start tries again. */
function ignoreOffline(cause: unknown): void {
  if (cause instanceof TypeError) return;
  throw cause;
}
