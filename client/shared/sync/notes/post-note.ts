import { noteAnswer } from '../../../../schema/notes.ts';
import { refusal, type Refusal } from '../../../../schema/outcome.ts';
import type { Position } from '../../../../schema/sync.ts';
import { startPatience } from '../../local/patience.ts';
import type { Contact } from '../views/types.ts';

/** `later`: nothing is known; the same bytes again. `otherHistory`: load the note first. */
export type NotePosted =
  | { readonly kind: 'kept'; readonly at: Position }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'otherHistory' }
  | { readonly kind: 'later' };

export type PostNote = (note: string, base: Position | null, update: Uint8Array) => Promise<NotePosted>;

/** 64 KB on the slowest line we promise anything for, its stalls included. */
const PATIENCE_MS = 75_000;
/** Of our server, and never to be taken: who sends it again gets the same answer. */
const FINAL: ReadonlySet<number> = new Set([403, 413, 422]);

/** POST /api/notes. Reports every contact; never rejects. Anything not in our shapes is not our server. */
export function createPostNote(deps: {
  readonly account: string;
  readonly fetch: typeof globalThis.fetch;
  readonly origin?: string | undefined;
  readonly now: () => number;
  readonly onAnswer: (contact: Contact) => void;
}): PostNote {
  const { account, onAnswer, origin = '', now } = deps;
  return async (note, base, update) => {
    const patience = startPatience(PATIENCE_MS);
    const query = new URLSearchParams({ account, ...(base ? { epoch: base.epoch, seq: String(base.seq), head: base.head } : {}) });
    try {
      const response = await deps.fetch(`${origin}/api/notes/${note}?${query.toString()}`, {
        method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: update.slice().buffer,
        credentials: 'same-origin', cache: 'no-store', redirect: 'manual', signal: patience.signal,
      });
      const body: unknown = await response.json().catch(() => undefined);
      return read(response.status, body);
    } catch {
      onAnswer({ kind: 'noAnswer' });
      return { kind: 'later' };
    } finally {
      patience.done();
    }
  };

  function read(status: number, body: unknown): NotePosted {
    const kept = status === 200 ? noteAnswer.safeParse(body) : null;
    const error = status >= 400 ? refusal.safeParse(body) : null;
    if (kept?.success || (error?.success && status !== 401 && status < 500)) onAnswer({ kind: 'answered', serverTime: now() });
    if (kept?.success) return { kind: 'kept', at: kept.data };
    if (!error?.success) onAnswer({ kind: status >= 500 && status !== 511 ? 'noAnswer' : 'notOurs' });
    else if (status === 401) onAnswer({ kind: 'signIn' });
    else if (status === 409) return { kind: 'otherHistory' };
    else if (FINAL.has(status)) return { kind: 'refused', refusal: error.data };
    return { kind: 'later' };
  }
}
