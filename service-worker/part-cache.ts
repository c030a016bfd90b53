interface PartFile {
  readonly url: string;
  readonly part: string;
}

/** Parts of the app that somebody asked for on this device (words of a language, what makes a PDF), so that they are there without a network, too. */
export interface PartCache {
  /** Somebody has asked for it. Whether all of it is here; what no network brings now comes when it is asked for again, or with the next build. */
  keep(part: string): Promise<boolean>;
  /** With a new build: the parts that are kept, as they are in it. Rejects when one does not come: the build then waits. */
  renew(): Promise<void>;
  find(request: Request): Promise<Response | undefined>;
  /** Removes the files of builds that no page uses any more. */
  dropOld(): Promise<void>;
}

/** One cache a part and registration: that it is there says that the part was asked for. */
export function createPartCache(scope: string, files: readonly PartFile[]): PartCache {
  const parts = [...new Set(files.map(({ part }) => part))];
  const nameOf = (part: string): string => `outpost-${part}-${scope}`;
  const urlsOf = (part: string): string[] => files.filter((file) => file.part === part).map(({ url }) => new URL(url, location.origin).href);

  async function kept(): Promise<string[]> {
    const names = await caches.keys();
    return parts.filter((part) => names.includes(nameOf(part)));
  }
  async function fill(part: string): Promise<void> {
    const cache = await caches.open(nameOf(part));
    for (const url of urlsOf(part)) if ((await cache.match(url)) === undefined) await cache.add(url);
  }

  return {
    async keep(part) {
      if (!parts.includes(part)) return false;
      try {
        await fill(part);
        return true;
      } catch (cause) {
        if (!(cause instanceof TypeError)) throw cause;
        return false;
      }
    },
    async renew() {
      for (const part of await kept()) await fill(part);
    },
    async find(request) {
      for (const part of await kept()) {
        const found = await (await caches.open(nameOf(part))).match(request);
        if (found !== undefined) return found;
      }
      return undefined;
    },
    async dropOld() {
      for (const part of await kept()) {
        const cache = await caches.open(nameOf(part));
        const urls = urlsOf(part);
        for (const request of await cache.keys()) if (!urls.includes(request.url)) await cache.delete(request);
      }
    },
  };
}
