/** First letters of the first and last word; one letter for one word. By grapheme, so that no accent is cut off. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const first = words[0] ?? '';
  const last = words.length > 1 ? (words[words.length - 1] ?? '') : '';
  return [first, last].map((word) => /[\p{L}\p{N}]\p{M}*/u.exec(word)?.[0] ?? '').join('').toLocaleUpperCase();
}
