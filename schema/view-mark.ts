const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

export const MARK_LENGTH = 8;

/**
 * A row of a view in six bytes, as eight letters: the beginnings of its epoch (random, so it stands for the view) and of its head
 * (which stands for the row), one over the other. A device says with it what it holds; that two rows had one mark would cost
 * one round of freshness, no right and no row, and happens once in 10^11 views.
 */
export function markOf({ epoch, head }: { readonly epoch: string; readonly head: string }): string {
  let mark = '';
  for (let i = 0; i < 4; i += 1) {
    const ofEpoch = letters.indexOf(epoch.charAt(i * 2)) * 64 + letters.indexOf(epoch.charAt(i * 2 + 1));
    const both = ofEpoch ^ Number.parseInt(head.slice(i * 3, i * 3 + 3), 16);
    mark += letters.charAt(both >> 6) + letters.charAt(both & 63);
  }
  return mark;
}
