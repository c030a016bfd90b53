/** What a first sync brings, and after which shares of it the line dies. */
export const VIEW_BYTES = 256 * 1024;
export const CUTS = [0.25, 0.5, 0.75];

/** Letters and answers as people write them, no two alike. */
export const MESSAGE_WORDS = 90;
const vocabulary = 'the pain came back at night and I took two of white tablets as you said but my mother thinks that it is not right for a child so small can we come on Tuesday or later this week please because road is closed until rain stops we have no bus doctor told us fever should go down in three days now five days passed she eats little drinks water milk sleeps most afternoon cough dry wet blood none skin red left arm where nurse gave injection'.split(' ');

export function wordsOf(seed: number): string {
  let state = seed * 2_654_435_761 + 12_345;
  return Array.from({ length: MESSAGE_WORDS }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return vocabulary[(state >>> 8) % vocabulary.length] ?? '';
  }).join(' ');
}
