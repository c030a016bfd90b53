import type * as z from 'zod/mini';
import { viewsAnswer } from '../../../../schema/many-views.ts';

type Words = z.infer<typeof viewsAnswer>;
export interface Frame {
  readonly words: Words;
  readonly pages: readonly (Words['pages'][number] & { readonly updates: readonly Uint8Array[] })[];
}

/** The words and the updates of an answer about many views; null: not in our shape, so not from our server. */
export function readFrame(answer: ArrayBuffer): Frame | null {
  if (answer.byteLength < 4) return null;
  const begin = 4 + new DataView(answer).getUint32(0);
  if (begin > answer.byteLength) return null;
  const words = viewsAnswer.safeParse(parseJson(new Uint8Array(answer, 4, begin - 4)));
  if (!words.success) return null;
  let at = begin;
  const pages = words.data.pages.map((page) => ({
    ...page,
    updates: page.sizes.map((size) => {
      at += size;
      return new Uint8Array(answer.slice(at - size, at));
    }),
  }));
  return at === answer.byteLength ? { words: words.data, pages } : null;
}

export function parseJson(bytes: ArrayBuffer | Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
