interface LanguageFile {
  readonly url: string;
  readonly language: string;
}

/** The words of languages that somebody chose on this device, so that they are there without a network, too. */
export interface LanguageCache {
  /** Somebody has chosen it. What no network brings now comes at the next start. */
  keep(language: string): Promise<void>;
  /** With a new build: the languages that are kept, in its words. Rejects when one does not come: the build then waits. */
  renew(): Promise<void>;
  find(request: Request): Promise<Response | undefined>;
  /** Removes the words of builds that no page uses any more. */
  dropOld(): Promise<void>;
}

/** One cache a language and registration: that it is there says that the language was chosen. */
export function createLanguageCache(scope: string, files: readonly LanguageFile[]): LanguageCache {
  const codes = [...new Set(files.map(({ language }) => language))];
  const nameOf = (language: string): string => `outpost-language-${language}-${scope}`;
  const urlsOf = (language: string): string[] => files.filter((file) => file.language === language).map(({ url }) => new URL(url, location.origin).href);

  async function keptCodes(): Promise<string[]> {
    const names = await caches.keys();
    return codes.filter((code) => names.includes(nameOf(code)));
  }
  async function fill(language: string): Promise<void> {
    const cache = await caches.open(nameOf(language));
    for (const url of urlsOf(language)) if ((await cache.match(url)) === undefined) await cache.add(url);
  }

  return {
    async keep(language) {
      if (!codes.includes(language)) return;
      await fill(language).catch((cause: unknown) => {
        if (!(cause instanceof TypeError)) throw cause;
      });
    },
    async renew() {
      for (const code of await keptCodes()) await fill(code);
    },
    async find(request) {
      for (const code of await keptCodes()) {
        const found = await (await caches.open(nameOf(code))).match(request);
        if (found !== undefined) return found;
      }
      return undefined;
    },
    async dropOld() {
      for (const code of await keptCodes()) {
        const cache = await caches.open(nameOf(code));
        const urls = urlsOf(code);
        for (const request of await cache.keys()) if (!urls.includes(request.url)) await cache.delete(request);
      }
    },
  };
}
