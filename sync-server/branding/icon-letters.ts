/** A letter as strokes on a field 14 high. */
interface Letter {
  readonly wide: number;
  readonly d: string;
}

const letter = (wide: number, d: string): Letter => ({ wide, d });

/** Drawn, not set: a server has no fonts to count on, and strokes with round ends go with the built-in marks. */
const letters: Readonly<Record<string, Letter>> = {
  A: letter(10, 'M0 14L5 0L10 14M1.8 9H8.2'),
  B: letter(9, 'M0 0V14H5.4A3.6 3.6 0 0 0 5.4 6.8H0M0 0H5A3.4 3.4 0 0 1 5 6.8'),
  C: letter(10, 'M10 2.6A5.6 7 0 1 0 10 11.4'),
  D: letter(10, 'M0 0V14H3.5A6.5 7 0 0 0 3.5 0Z'),
  E: letter(8.5, 'M8.5 0H0V14H8.5M0 7H7'),
  F: letter(8.5, 'M8.5 0H0V14M0 7H7'),
  G: letter(10.4, 'M9.8 2.4A5.6 7 0 1 0 10.4 11V7.6H6.4'),
  H: letter(10, 'M0 0V14M10 0V14M0 7H10'),
  I: letter(2, 'M1 0V14'),
  J: letter(7, 'M7 0V10A3.5 4 0 0 1 0 10.6'),
  K: letter(9.6, 'M0 0V14M9.2 0L0 8.6M3.4 5.6L9.6 14'),
  L: letter(8, 'M0 0V14H8'),
  M: letter(12, 'M0 14V0L6 9L12 0V14'),
  N: letter(10, 'M0 14V0L10 14V0'),
  O: letter(11, 'M5.5 0A5.5 7 0 0 0 5.5 14A5.5 7 0 0 0 5.5 0Z'),
  P: letter(9, 'M0 14V0H5.1A3.9 3.9 0 0 1 5.1 7.8H0'),
  Q: letter(11, 'M5.5 0A5.5 7 0 0 0 5.5 14A5.5 7 0 0 0 5.5 0ZM7.2 10L11 14.4'),
  R: letter(9.6, 'M0 14V0H5.1A3.9 3.9 0 0 1 5.1 7.8H0M5 7.8L9.6 14'),
  S: letter(9.6, 'M9.1 2.5C7.8 -.6 .9 -.8 .8 3.5C.7 8 9.6 5.9 9.6 10.4C9.6 15 1.6 14.8 0 11.4'),
  T: letter(10, 'M0 0H10M5 0V14'),
  U: letter(10, 'M0 0V9A5 5 0 0 0 10 9V0'),
  V: letter(10, 'M0 0L5 14L10 0'),
  W: letter(13, 'M0 0L3.2 14L6.5 3L9.8 14L13 0'),
  X: letter(10, 'M0 0L10 14M10 0L0 14'),
  Y: letter(10, 'M0 0L5 7L10 0M5 7V14'),
  Z: letter(9.5, 'M0 0H9.5L0 14H9.5'),
  0: letter(10, 'M5 0A5 7 0 0 0 5 14A5 7 0 0 0 5 0Z'),
  1: letter(4, 'M0 3L4 0V14'),
  2: letter(9.6, 'M.4 3.9A4.5 4 0 1 1 8.3 6.6L0 14H9.6'),
  3: letter(9.6, 'M.6 2.2C3 -1 9.2 -.4 9 3.6C8.9 6.6 5.6 6.8 4 6.8C6 6.8 9.6 7.2 9.6 10.4C9.6 15 2 15.2 0 11.6'),
  4: letter(10, 'M7.4 14V0L0 10H10'),
  5: letter(9.6, 'M8.8 0H1.4L.8 6.4C3 4.8 9.6 4.6 9.6 9.6C9.6 15 2 15.2 0 11.8'),
  6: letter(9.6, 'M8.4 .3C3 .6 0 5 0 9.4A4.8 4.6 0 1 0 4.8 4.8C2.6 4.8 .6 6.4 .2 8.6'),
  7: letter(9.6, 'M0 0H9.6L3.6 14'),
  8: letter(9.2, 'M4.6 0A3.6 3.3 0 0 0 4.6 6.6A3.6 3.3 0 0 0 4.6 0ZM4.6 6.6A4.6 3.7 0 0 0 4.6 14A4.6 3.7 0 0 0 4.6 6.6Z'),
  9: letter(10, 'M1.6 13.7C7 13.4 10 9 10 4.6A4.8 4.6 0 1 0 5.2 9.2C7.4 9.2 9.4 7.6 9.8 5.4'),
};

const GAP = 4;

/** The first letters of the first and last word, without accents; null where one of them is not drawn here. */
function initialsOf(name: string): readonly Letter[] | null {
  const words = name.trim().split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words;
  const firsts = chosen.map((word = '') => /[\p{L}\p{N}]/u.exec(word.normalize('NFD'))?.[0]?.toUpperCase() ?? '');
  const found = firsts.flatMap((first) => (Object.hasOwn(letters, first) ? [letters[first]] : [])).filter((one) => one !== undefined);
  return found.length > 0 && found.length === firsts.length ? found : null;
}

/** A clinic's initials in the middle of a field of 24 × 24, as a group of strokes; null for names in other scripts. */
export function drawInitials(name: string): string | null {
  const chosen = initialsOf(name);
  if (chosen === null) return null;
  const wide = chosen.reduce((sum, one) => sum + one.wide, GAP * (chosen.length - 1));
  const scale = Math.min(18 / wide, 14 / 14);
  let x = 12 - (wide * scale) / 2;
  const y = 12 - 7 * scale;
  const placed = chosen.map((one) => {
    const drawn = `<path transform="translate(${x.toFixed(3)} ${y.toFixed(3)}) scale(${scale.toFixed(4)})" d="${one.d}"/>`;
    x += (one.wide + GAP) * scale;
    return drawn;
  });
  return placed.join('');
}
