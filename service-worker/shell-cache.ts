import { PrecacheController } from 'workbox-precaching/PrecacheController.js';

interface ShellFile {
  readonly url: string;
  /** null when the name carries a hash. */
  readonly revision: string | null;
}

/** The files of one app on the device. */
export interface ShellCache {
  /** Downloads what is missing, one file after the other; what an interrupted install brought is not fetched again. */
  fill(event: ExtendableEvent): Promise<void>;
  /** The app's page, for any address in its scope. */
  open(request: Request): Promise<Response>;
  holds(url: string): boolean;
  find(request: Request): Promise<Response | undefined>;
  /** Removes what this build does not need. */
  dropOld(event: ExtendableEvent): Promise<void>;
}

/**
 * Only addresses of this origin that the build listed, or that lie under /assets/ (a page of an older build may ask for
 * its own files there), are ever answered from the device. The cache is named after the registration's scope, so the two
 * apps never share one. If the browser dropped it, everything comes from the network again.
 */
export function createShellCache(page: string, files: readonly ShellFile[]): ShellCache {
  const controller = new PrecacheController();
  controller.addToCacheList(files.map(({ url, revision }) => ({ url, revision })));
  const { cacheName } = controller.strategy;

  return {
    async fill(event) {
      await controller.install(event);
    },
    async open(request) {
      return (await controller.matchPrecache(page)) ?? fetch(request);
    },
    holds(url) {
      const { origin, pathname } = new URL(url);
      return origin === location.origin && (pathname.startsWith('/assets/') || controller.getCacheKeyForURL(url) !== undefined);
    },
    async find(request) {
      const cache = await caches.open(cacheName);
      return (await controller.matchPrecache(request)) ?? cache.match(request);
    },
    async dropOld(event) {
      await controller.activate(event);
    },
  };
}
