import { messageEntry, type MessageEntry } from '../../../../schema/messages.ts';
import { archiveEntry, pageEntry, sealedPage, writePage, type PageEntry } from '../../../../schema/pages.ts';
import type { AccountDatabase } from '../../local/account-database.ts';
import type { DocStore } from '../../local/doc-store.ts';
import { createPageStore } from '../../local/page-store.ts';
import { startPatience } from '../../local/patience.ts';
import { readEntries } from '../read-entries.ts';
import { createRecalled } from './recalled.ts';
import type { Layer, OpenedPage, Pages, Sections } from './types.ts';

const SECTION = 'messages';
const PATIENCE_MS = 60_000;

type Asked = { readonly kind: 'body'; readonly body: string } | { readonly kind: 'gone' } | { readonly kind: 'away' };
const away = { kind: 'away' } as const;

/**
 * What left the windows of views (V6): a device keeps the pages of entries it held, sealing them itself where that gives
 * the same name, and every page it opens. Loaded when a view lists pages.
 */
export function createPages(deps: {
  readonly account: string;
  readonly database: AccountDatabase;
  readonly fetch: typeof globalThis.fetch;
  readonly origin?: string | undefined;
  readonly store: Pick<DocStore, 'open'>;
  readonly onFailure: (error: unknown) => void;
  readonly closed: () => boolean;
  readonly lay: (view: string, layer: Layer) => void;
}): Pages {
  const { account, origin = '' } = deps;
  const store = createPageStore(deps.database);
  const recalled = createRecalled(deps.lay);

  /** From the clinic, believed when its hash is its name. */
  async function ask(view: string, hash: string, onScreen: boolean): Promise<Asked> {
    const query = new URLSearchParams({ account, view, ...(onScreen ? { screen: '1' } : {}) });
    const patience = startPatience(PATIENCE_MS);
    try {
      const response = await deps.fetch(`${origin}/api/pages/${hash}?${query.toString()}`, { credentials: 'same-origin', cache: 'no-store', redirect: 'manual', signal: patience.signal });
      const body = await response.text();
      if (response.status === 404 && body.includes('"page.unknown"')) return { kind: 'gone' };
      return response.ok && await hashOf(body) === hash ? { kind: 'body', body } : away;
    } catch {
      return away;
    } finally {
      patience.done();
    }
  }

  async function fetchPage(view: string, hash: string, onScreen: boolean): Promise<Asked> {
    const asked = await ask(view, hash, onScreen);
    if (asked.kind === 'body') await store.put(view, hash, asked.body);
    return asked;
  }

  return {
    ...recalled,

    async open(view, hash): Promise<OpenedPage> {
      const held = await store.read(view, hash);
      const found: Asked = held === null ? await fetchPage(view, hash, true) : { kind: 'body', body: held };
      if (found.kind !== 'body') return found;
      const page = sealedPage.safeParse(parseJson(found.body));
      return page.success ? { kind: 'page', entries: page.data.entries } : { kind: 'gone' };
    },

    async keep(view, left, now) {
      const stored = await deps.store.open(view);
      const before = (stored?.snapshot ?? stored?.replaced)?.sections ?? left;
      const listed = readEntries(now['pages'], pageEntry);
      const archived = readEntries(now['archive'], archiveEntry);
      const held = await store.held(view);
      const missing = [...listed].filter(([hash]) => held.get(hash) !== true);
      const unlisted = [...held.keys()].filter((hash) => !listed.has(hash) && !archived.has(hash));
      if (missing.length > 0) {
        const known = await readKnown(view, before, unlisted);
        for (const [hash, page] of missing) {
          const own = known.filter((entry) => isIn(entry, page)).sort((a, b) => a.seq - b.seq);
          if (own.length === 0 && !held.has(hash)) continue;
          const body = own.length === page.count ? writePage(SECTION, page.thread, own) : null;
          const same = body !== null && await hashOf(body) === hash;
          await store.put(view, hash, same ? body : null);
        }
      }
      // Threads this device had, in the view or in a page that was sealed anew: fetched when there is a line.
      for (const [hash, page] of archived) {
        if (held.get(hash) === true) continue;
        const bodies = await Promise.all(unlisted.map((was) => store.read(view, was)));
        const had = page.threads.some((thread) => before?.['threads']?.[thread] !== undefined || bodies.some((body) => body?.includes(thread)));
        if (had) await store.put(view, hash, null);
      }
      await store.drop(view, unlisted);
      // Not in the view's turn: rows go on meanwhile.
      if (!deps.closed()) void this.fetchKept(view).catch(deps.onFailure);
    },

    async fetchKept(view) {
      // One after another: a slow line has other things to carry.
      for (const [hash, whole] of await store.held(view)) if (!whole && (await fetchPage(view, hash, false)).kind === 'away') return;
    },
  };

  /** What this device had of messages until now: in the view, and in pages that are no more. */
  async function readKnown(view: string, before: Sections | null, unlisted: readonly string[]): Promise<MessageEntry[]> {
    const bodies = await Promise.all(unlisted.map((hash) => store.read(view, hash)));
    const paged = bodies.flatMap((body) => {
      const page = sealedPage.safeParse(body === null ? null : parseJson(body));
      return page.success ? page.data.entries : [];
    });
    // As they stand, not as the shape reads them: keys it does not know are in the hash too.
    return [...Object.values(before?.[SECTION] ?? {}), ...paged].filter((entry): entry is MessageEntry => messageEntry.safeParse(entry).success);
  }
}

const isIn = (entry: MessageEntry, page: PageEntry): boolean => entry.thread === page.thread && entry.seq >= page.from && entry.seq <= page.to;

async function hashOf(body: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(body)));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
