import type { LanguagePack } from '../../client/shared/i18n/languages.ts';
import type { Plural, Texts, TextTree } from '../../client/shared/i18n/define-texts.ts';

// A language nobody speaks, for tests alone: every English word a third longer, with marks on its letters, written from right to
// left. What is on a screen and not in it did not come through the texts. --------------------------------------------------

/** Around each word: the override turns its letters round, the marks keep the words themselves in order. */
const OPEN = '\u200F\u202E';
const CLOSE = '\u202C\u200F';
const GROWTH = 1.35;

const marked: Readonly<Record<string, string>> = Object.fromEntries(
  [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter, at) => [letter, [...'áƀçðéƒĝĥíĵķĺɱñóþɋŕšţúṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ'][at] ?? letter]),
);

/** Vowels are drawn out, as other languages do with their endings: one long word stays one word. */
function markWord(word: string): string {
  const wanted = Math.ceil([...word].length * GROWTH);
  let missing = wanted - [...word].length;
  const longer = [...word].flatMap((letter) => (/[aeiouyAEIOUY]/.test(letter) && missing > 0 ? ((missing -= 1), [letter, letter.toLowerCase()]) : [letter]));
  return OPEN + longer.map((letter) => marked[letter] ?? letter).join('') + (/[a-z]/i.test(word) ? 'ñ'.repeat(Math.max(0, missing)) : '') + CLOSE;
}

/** What stands in {{ }} is filled in later: it is data, or another text. */
export function markText(text: string): string {
  return text.split(/(\{\{.*?\}\})/).map((part) => (part.startsWith('{{') ? part : part.replace(/[^\s\u00a0]*[A-Za-z][^\s\u00a0]*/g, markWord))).join('');
}

function markTree(tree: TextTree): TextTree {
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, typeof value === 'string' ? markText(value) : markTree(value as TextTree | Plural)]));
}

export function pseudoPack(all: ReadonlyMap<string, Texts>): LanguagePack {
  return Object.fromEntries([...all].map(([name, { english }]) => [name, markTree(english)]));
}

/** What is left of a text on the screen when all that came through the texts is taken away. */
export function leftOver(shown: string): string[] {
  return shown.split(/\u202E[^\u202C]*\u202C/).map((part) => part.replace(/[\u200E\u200F\u2066-\u2069]/g, '').trim()).filter((part) => /[A-Za-z]{2}/.test(part));
}
