import * as z from 'zod/mini';
import type { viewsAsked } from '../../../../schema/many-views.ts';
import type { Position, viewList } from '../../../../schema/sync.ts';
import { markOf } from '../../../../schema/view-mark.ts';
import { lastOf } from '../../../../schema/old-browsers.ts';
import type { UpdateRow } from '../../local/doc-store.ts';
import type { Contact } from './types.ts';
import { startPatience, type Patience } from '../../local/patience.ts';
import { squeeze } from '../squeeze.ts';
import type { Frame } from './read-frame.ts';

export type ListedView = z.infer<typeof viewList>['views'][number];

/** What should be here and differs from what is; the others held are as the clinic has them. */
export interface Changes {
  readonly serverTime: number;
  readonly lag: number;
  readonly changed: readonly ListedView[];
  /** Held, and not listed so. */
  readonly gone: readonly string[];
}

/** `onScreen`: a person opened it; the clinic's audit tells that from a device filling itself. */
export interface AskedView { readonly name: string; readonly at: Position | null; readonly onScreen: boolean }
/** More than one exchange is asked for at most. */
export const VIEWS_AT_ONCE = 64;

/** Rows whose chain of heads was followed from where they were asked for. */
export interface ReadPage {
  readonly epoch: string;
  readonly reset: boolean;
  readonly rows: readonly UpdateRow[];
  readonly more: boolean;
}

/** `gone`: our server said that there is no such view for us. `refused`: that it cannot give this one now. */
export type PageResult =
  | { readonly kind: 'page'; readonly page: ReadPage }
  | { readonly kind: 'gone' }
  | { readonly kind: 'refused' };

export interface ViewApi {
  /** @param held where each view stands here; null: no answer */
  changes(held: ReadonlyMap<string, Position>): Promise<Changes | null>;
  /** Rows of as many of these as one page holds, by place in `asked`; the rest is asked for again. */
  pages(asked: readonly AskedView[]): Promise<ReadonlyMap<number, PageResult> | 'refused' | 'away'>;
  /** The server's clock, as far as it has been heard. */
  serverNow(): number;
  /** Gives up what is under way. */
  close(): void;
}

/** A page of 32 KB on the slowest line promised anything, its stalls included. */
const PATIENCE_MS = 60_000;
interface Answer { readonly status: number; readonly bytes: ArrayBuffer; readonly asked: number }
/** What else is held counts as it is. */
const MOST_SEEN = 4000;
const apiError = z.object({ code: z.string() });

/** A page is what a cut line loses: small until the line has shown that it is quick. */
const PAGE_FROM = 6 * 1024;
const PAGE_TO = 32 * 1024;
const QUICK_MS = 1_200;
const SLOW_MS = 2_500;

/** /api/views. Reports every contact; never rejects. Anything not in our shapes is not our server. */
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

  async function ask(text: string): Promise<Answer | null> {
    const asked = now();
    const patience = startPatience(PATIENCE_MS);
    under.add(patience);
    try {
      const response = await deps.fetch(`${origin}/api/views?${new URLSearchParams({ account }).toString()}`, {
        method: 'POST', ...await squeeze(text), credentials: 'same-origin', cache: 'no-store', redirect: 'manual', signal: patience.signal,
      });
      // Half an answer is none: a line that was cut is no portal that wants to be seen first.
      const bytes = await response.arrayBuffer();
      return { status: response.status, bytes, asked };
    } catch {
      onAnswer({ kind: 'noAnswer' });
      return null;
    } finally {
      patience.done();
      under.delete(patience);
    }
  }

  /** Of many views at once. The answer's words and bytes; else why there is none, told to whoever shows it. */
  async function askMany(asked: z.infer<typeof viewsAsked>): Promise<{ frame: Frame; asked: number } | 'refused' | 'away'> {
    const answer = await ask(JSON.stringify(asked));
    if (!answer) return 'away';
    // A part of the app that comes when something is fetched; where it cannot be had, neither can this.
    const reading = await import('./read-frame.ts').catch(() => null);
    if (!reading) {
      onAnswer({ kind: 'noAnswer' });
      return 'away';
    }
    const { readFrame, parseJson } = reading;
    const frame = answer.status === 200 ? readFrame(answer.bytes) : null;
    if (!frame) return learn(answer.status, parseJson(answer.bytes)) === 'refused' ? 'refused' : 'away';
    const { serverTime } = frame.words;
    offset = serverTime - answer.asked;
    onAnswer({ kind: 'answered', serverTime });
    return { frame, asked: answer.asked };
  }

  /** An answer that is not what was asked for. */
  function learn(status: number, said: unknown): Contact['kind'] {
    const error = apiError.safeParse(said);
    const contact: Contact = !error.success || status < 400 ? { kind: status >= 500 && status !== 511 ? 'noAnswer' : 'notOurs' }
      : status === 401 ? { kind: 'signIn' }
      : { kind: 'refused', code: error.data.code };
    onAnswer(contact);
    return contact.kind;
  }

  return {
    serverNow: () => now() + offset,
    close: () => { for (const { leave } of under) leave(); },

    async changes(held) {
      const names = [...held.keys()];
      const answer = await askMany({ seen: [...held.values()].slice(0, MOST_SEEN).map(markOf).join('') });
      if (typeof answer === 'string' || !answer.frame.words.list) return null;
      const { serverTime, lag, list } = answer.frame.words;
      return { serverTime, lag, changed: list.changed, gone: list.gone.flatMap((at) => names[at] ?? []) };
    },

    async pages(asked) {
      const of = asked.map(({ name, at, onScreen }) => ({ name, ...(at ? { at } : {}), ...(onScreen ? { screen: true } : {}) }));
      const answer = await askMany({ rows: { max: pageBytes, of } });
      if (typeof answer === 'string') return answer;
      const { frame } = answer;
      const { followRows } = await import('./follow-rows.ts');
      const found = new Map<number, PageResult>();
      for (const { of: at, why } of frame.words.refused) found.set(at, { kind: why === 'unknown' ? 'gone' : 'refused' });
      for (const { of: at, epoch, reset, head, more, updates } of frame.pages) {
        const rows = await followRows(reset ? null : asked[at]?.at ?? null, updates);
        // V4: what does not follow is no page of ours, whoever altered it.
        if ((lastOf(rows)?.head ?? head) !== head) {
          onAnswer({ kind: 'notOurs' });
          return 'away';
        }
        found.set(at, { kind: 'page', page: { epoch, reset, more, rows } });
      }
      if (found.size < asked.length || frame.pages.some(({ more }) => more)) learnPace(now() - answer.asked);
      return found;
    },
  };
}
