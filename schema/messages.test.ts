import { expect, it } from 'vitest';
import { PREVIEW_MAX, previewOf, threadEntry } from './messages.ts';

it('[R7] what a list shows of a message fits its shape whatever is written in it, and cuts no letter in two', () => {
  const fits = (text: string): boolean => threadEntry.shape.lastText.safeParse(text).success && text.isWellFormed();
  for (const text of ['Short', 'ü'.repeat(500), '😀'.repeat(500), `${'a'.repeat(PREVIEW_MAX - 1)}😀 and more`, `${'a'.repeat(PREVIEW_MAX)}😀`]) expect([text.slice(0, 20), fits(previewOf(text))]).toEqual([text.slice(0, 20), true]);
  expect(previewOf('😀'.repeat(500))).toBe('😀'.repeat(PREVIEW_MAX));
});
