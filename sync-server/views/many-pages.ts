import type * as z from 'zod/mini';
import type { viewsAnswer } from '../../schema/many-views.ts';
import { ZERO_HEAD, type Position, type viewList } from '../../schema/sync.ts';
import { MARK_LENGTH, markOf } from '../../schema/view-mark.ts';
import type { LogPage } from './projector-types.ts';

type Answer = z.infer<typeof viewsAnswer>;
type Listed = z.infer<typeof viewList>['views'];
export interface PageOfMany { readonly of: number; readonly since: Position | null; readonly page: LogPage }

export const bytesOf = (rows: LogPage['rows']): number => rows.reduce((sum, { update }) => sum + update.byteLength, 0);

/** All of the list each time, against all that the device holds: nothing that commits late is missed. */
export function listChanges(views: Listed, seen: string): NonNullable<Answer['list']> {
  const marks = Array.from({ length: seen.length / MARK_LENGTH }, (_, i) => seen.slice(i * MARK_LENGTH, (i + 1) * MARK_LENGTH));
  const known = new Set(marks);
  const standing = new Set(views.map(markOf));
  return {
    changed: views.filter((view) => !known.has(markOf(view))),
    gone: marks.flatMap((mark, i) => (standing.has(mark) ? [] : [i])),
  };
}

/** Updates as bytes and not as text: packed together, what they have in common is sent once. */
export function frameAnswer(words: Omit<Answer, 'pages'>, pages: readonly PageOfMany[]): Uint8Array<ArrayBuffer> {
  const text = Buffer.from(JSON.stringify({ ...words, pages: pages.map(describe) } satisfies Answer));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.byteLength);
  const framed = Buffer.concat([length, text, ...pages.flatMap(({ page }) => page.rows.map(({ update }) => update))]);
  return new Uint8Array(framed);
}

function describe({ of, since, page: { epoch, reset, rows, more } }: PageOfMany): Answer['pages'][number] {
  const begin = reset || !since ? { seq: 0, head: ZERO_HEAD } : since;
  return { of, epoch, reset, from: begin.seq, head: rows.at(-1)?.head ?? begin.head, sizes: rows.map(({ update }) => update.byteLength), more };
}
