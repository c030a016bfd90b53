import { foldText } from '../../../schema/fold-text.ts';

export interface Pick {
  readonly id: string;
  readonly label: string;
  readonly second?: string | undefined;
  /** "The clinic’s", "Place": said at the end of the row. */
  readonly group?: string | undefined;
  /** Found by these words as well. */
  readonly also?: string | undefined;
  /** A way on for when nothing else fits: after all others, whatever its name. */
  readonly last?: boolean;
}

/** More than anybody reads down to. */
const MOST = 60;

/** Every word typed has to be somewhere; rows whose name begins with what was typed come first, then in their own order. */
export function matchPicks<P extends Pick>(items: readonly P[], typed: string): readonly P[] {
  const wanted = foldText(typed);
  if (wanted === '') return items.slice(0, MOST);
  const words = wanted.split(' ');
  const ranked = items.flatMap((item) => {
    const label = foldText(item.label);
    const all = `${label} ${foldText(`${item.second ?? ''} ${item.also ?? ''} ${item.group ?? ''}`)}`;
    if (!words.every((word) => all.includes(word))) return [];
    const rank = item.last ? 3 : label.startsWith(wanted) ? 0 : words.every((word) => label.includes(word)) ? 1 : 2;
    return [{ item, rank }];
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ item }) => item).slice(0, MOST);
}
