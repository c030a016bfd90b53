import { SEND_TAG } from '../client/shared/sync/background-send.ts';
import { sendInBackground } from './background-send.ts';
import { createPartCache } from './part-cache.ts';
import { createShellCache } from './shell-cache.ts';

/**
 * One worker, registered once per app: `/sw.js?app=staff` with scope `/staff/`, `/sw.js?app=patient` with scope `/c/`.
 * It keeps that app's shell on the device and opens any deep link from it without a network, and sends what waits when
 * the browser says that there is one. It never looks at the clinic's data: /api, /sync, /dev, /healthz and /metrics are not
 * in the shell and pass it by, uncached.
 *
 * An update waits until a page says `SKIP_WAITING`; the page asks the person first.
 */
declare const self: Omit<ServiceWorkerGlobalScope, '__WB_MANIFEST'> & { readonly __WB_MANIFEST: readonly BuiltFile[] };

/** One line of the build's list of files; see vite.config.ts. */
interface BuiltFile {
  readonly url: string;
  readonly revision: string | null;
  readonly apps: readonly string[];
  /** Set: kept only where somebody asked for that part of the app. */
  readonly part?: string;
}

const app = new URL(self.location.href).searchParams.get('app');
const files = self.__WB_MANIFEST.filter((file) => app !== null && file.apps.includes(app));
if (files.length === 0) throw new Error('Register this worker as /sw.js?app=staff or /sw.js?app=patient.');
const shell = createShellCache(`/${String(app)}/index.html`, files.filter(({ part }) => part === undefined));
const parts = createPartCache(self.registration.scope, files.flatMap(({ url, part }) => (part === undefined ? [] : [{ url, part }])));

self.addEventListener('install', (event) => {
  event.waitUntil(Promise.all([shell.fill(event), parts.renew()]));
});

self.addEventListener('activate', (event) => {
  // Claiming lets the page that installed us load its lazy parts from the device, should the network go right away.
  event.waitUntil(self.clients.claim());
});

self.addEventListener('message', (event) => {
  const message: unknown = event.data;
  if (typeof message === 'object' && message !== null && 'type' in message && message.type === 'SKIP_WAITING') {
    event.waitUntil(self.skipWaiting());
  }
  if (typeof message === 'object' && message !== null && 'type' in message && message.type === 'KEEP_PART' && 'part' in message) {
    event.waitUntil(parts.keep(String(message.part)).then((isHere) => event.ports[0]?.postMessage(isHere)));
  }
});

/** Background Sync, once or now and then; not in the libraries' types. */
interface SyncEvent extends ExtendableEvent { readonly tag: string }

for (const kind of ['sync', 'periodicsync']) {
  self.addEventListener(kind, (given) => {
    const event = given as SyncEvent;
    if (event.tag === SEND_TAG) event.waitUntil(sendOrFail());
  });
}

/** Rejects while something is left: that is how the browser is told to try again. */
async function sendOrFail(): Promise<void> {
  if (!(await sendInBackground())) throw new Error('Not all that waits could be sent.');
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET') return;
  if (request.mode === 'navigate') {
    event.respondWith(shell.open(request));
    event.waitUntil(dropOldShellWhenAlone(event));
  } else if (shell.holds(request.url)) {
    event.respondWith(serve(request));
  }
});

async function serve(request: Request): Promise<Response> {
  return (await shell.find(request)) ?? (await parts.find(request)) ?? fetch(request);
}

/**
 * An older tab may still need the files it was built with, so an activated worker leaves them: they go when a page is
 * opened and no other is. Until then two builds lie on the device.
 */
async function dropOldShellWhenAlone(event: ExtendableEvent): Promise<void> {
  const pages = await self.clients.matchAll({ type: 'window' });
  if (pages.length === 0) await Promise.all([shell.dropOld(event), parts.dropOld()]);
}
