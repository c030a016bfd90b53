import * as z from 'zod/mini';
import { viewList, viewPage, ZERO_HEAD, type Position } from '../../../../schema/sync.ts';
import type { UpdateRow } from '../../local/doc-store.ts';
import type { Contact } from './types.ts';
import { startPatience, type Patience } from '../../local/patience.ts';

export type ViewList = z.infer<typeof viewList>;
export type ListedView = ViewList['views'][number];

/** Rows whose chain of heads was followed from where they were asked for. */
export interface ReadPage {
  readonly epoch: string;
  readonly reset: boolean;
  readonly rows: readonly UpdateRow[];
  readonly more: boolean;
  readonly bytesLeft: number;
}

/** `gone`: our server said that there is no such view for us. `refused`: that it cannot give this one now. `away`: no use to go on asking. */
export type PageResult =
  | { readonly kind: 'page'; readonly page: ReadPage }
  | { readonly kind: 'gone' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'away' };

export interface ViewApi {
  list(): Promise<ViewList | null>;
  /** @param onScreen a person opened it: the clinic's audit tells that from a device filling itself */
  page(name: string, since: Position | null, onScreen: boolean): Promise<PageResult>;
  /** The server's clock, as far as it has been heard. */
  serverNow(): number;
  /** Gives up what is under way. */
  close(): void;
}

/** A page of 32 KB on the slowest line promised anything, its stalls included. */
const PATIENCE_MS = 60_000;
const apiError = z.object({ code: z.string() });

/** A page is what a cut line loses: small until the line has shown that it is quick. */
const PAGE_FROM = 6 * 1024;
const PAGE_TO = 32 * 1024;
const QUICK_MS = 1_200;
const SLOW_MS = 2_500;

/** GET /api/views. Reports every contact; never rejects. Anything not in our shapes is not our server. */
export function createViewApi(deps: {
  readonly account: string;
  readonly fetch: typeof globalThis.fetch;
  readonly onAnswer: (contact: Contact) => void;
  readonly origin?: string | undefined;
  readonly now: () => number;
}): ViewApi {
  const { account, onAnswer, origin = '', now } = deps;
  let offset = 0;
  let pageBytes = PAGE_FROM;
  /** What ends the requests under way. */
  const under = new Set<Patience>();

  function learnPace(tookMs: number): void {
    if (tookMs < QUICK_MS) pageBytes = Math.min(pageBytes * 2, PAGE_TO);
    else if (tookMs > SLOW_MS) pageBytes = Math.max(pageBytes / 2, PAGE_FROM);
  }

  async function ask(path: string, query: Record<string, string>): Promise<{ status: number; body: unknown; asked: number } | null> {
    const asked = now();
    const patience = startPatience(PATIENCE_MS);
    under.add(patience);
    try {
      const response = await deps.fetch(`${origin}/api/views${path}?${new URLSearchParams({ account, ...query }).toString()}`, {
        credentials: 'same-origin', cache: 'no-store', redirect: 'manual', signal: patience.signal,
      });
      const date = Date.parse(response.headers.get('date') ?? '');
      const body: unknown = await response.json().catch(() => undefined);
      if (response.ok && !Number.isNaN(date) && Math.abs(date - asked - offset) > 2000) offset = date - asked;
      return { status: response.status, body, asked };
    } catch {
      onAnswer({ kind: 'noAnswer' });
      return null;
    } finally {
      patience.done();
      under.delete(patience);
    }
  }

  /** An answer that is not what was asked for. */
  function learn({ status, body }: { status: number; body: unknown }): Contact['kind'] {
    const error = apiError.safeParse(body);
    const contact: Contact = !error.success || status < 400 ? { kind: status >= 500 && status !== 511 ? 'noAnswer' : 'notOurs' }
      : status === 401 ? { kind: 'signIn' }
      : { kind: 'refused', code: error.data.code };
    onAnswer(contact);
    return contact.kind;
  }

  return {
    serverNow: () => now() + offset,
    close: () => { for (const { leave } of under) leave(); },

    async list() {
      const answer = await ask('', {});
      if (!answer) return null;
      const parsed = answer.status === 200 ? viewList.safeParse(answer.body) : null;
      if (!parsed?.success) {
        learn(answer);
        return null;
      }
      offset = parsed.data.serverTime - answer.asked;
      onAnswer({ kind: 'answered', serverTime: parsed.data.serverTime });
      return parsed.data;
    },

    async page(name, since, onScreen) {
      const query = { max: String(pageBytes), ...(since ? { epoch: since.epoch, seq: String(since.seq), head: since.head } : {}), ...(onScreen ? { screen: '1' } : {}) };
      const answer = await ask(`/${name}`, query);
      if (!answer) return { kind: 'away' };
      const parsed = answer.status === 200 ? viewPage.safeParse(answer.body) : null;
      const rows = parsed?.success ? await readRows(parsed.data, since) : null;
      if (parsed?.success && rows) {
        if (parsed.data.more) learnPace(now() - answer.asked);
        onAnswer({ kind: 'answered', serverTime: now() + offset });
        const { epoch, reset, more, bytesLeft } = parsed.data;
        return { kind: 'page', page: { epoch, reset, more, bytesLeft, rows } };
      }
      const error = apiError.safeParse(answer.body);
      if (answer.status === 404 && error.success && error.data.code === 'view.unknown') {
        onAnswer({ kind: 'answered', serverTime: now() + offset });
        return { kind: 'gone' };
      }
      return { kind: learn(answer) === 'refused' ? 'refused' : 'away' };
    },
  };
}

/** V4: each head is over the one before. What does not follow is no page of ours, whoever altered it. */
async function readRows(page: z.infer<typeof viewPage>, since: Position | null): Promise<UpdateRow[] | null> {
  let head = page.reset || !since ? ZERO_HEAD : since.head;
  let seq = page.reset || !since ? 0 : since.seq;
  const rows: UpdateRow[] = [];
  for (const row of page.rows) {
    const update = fromBase64(row.update);
    seq += 1;
    if (!update || row.seq !== seq || await nextHead(head, update) !== row.head) return null;
    head = row.head;
    rows.push({ seq, head, update });
  }
  return rows;
}

async function nextHead(head: string, update: Uint8Array): Promise<string> {
  const bytes = new Uint8Array(32 + update.byteLength);
  for (let i = 0; i < 32; i += 1) bytes[i] = Number.parseInt(head.slice(i * 2, i * 2 + 2), 16);
  bytes.set(update, 32);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function fromBase64(text: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  } catch {
    return null;
  }
}
