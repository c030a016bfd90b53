import { sql } from 'drizzle-orm';
import type { Queries } from '../record/database.ts';

/** More words than these would make the answer a guess. */
const MAX_WORDS = 8;

/**
 * Words of names at this clinic that a mistyped word may mean, closest first; the beginning of a longer one counts, since
 * people search while they type. The database narrows by letters that are usually right, the distance decides.
 */
export async function findCloseWords(q: Queries, clinic: string, typed: string): Promise<string[]> {
  const allowed = typed.length < 3 ? 0 : typed.length < 5 ? 1 : 2;
  if (allowed === 0) return [];
  const rows = await q.query<{ word: string }>(sql`
    select word from patient_word where clinic_id = ${clinic} and length(word) >= ${typed.length - allowed}
      and (left(word, 1) = ${typed.slice(0, 1)} or substr(word, 2, 2) = ${typed.slice(1, 3)} or left(word, 2) = ${`${typed.slice(1, 2)}${typed.slice(0, 1)}`}
        or left(word, 2) = ${typed.slice(1, 3)} or substr(word, 2, 2) = ${typed.slice(0, 2)})`);
  return rows
    .map(({ word }) => ({ word, distance: distanceToBeginning(typed, word) }))
    .filter(({ distance }) => distance <= allowed)
    .toSorted((a, b) => a.distance - b.distance || Math.abs(a.word.length - typed.length) - Math.abs(b.word.length - typed.length) || (a.word < b.word ? -1 : 1))
    .slice(0, MAX_WORDS)
    .map(({ word }) => word);
}

/** Fewest letters to change, add, leave out or swap with their neighbour so that `typed` is the beginning of `word`. */
export function distanceToBeginning(typed: string, word: string): number {
  const width = Math.min(word.length, typed.length + 2);
  let [before, previous] = [[] as number[], Array.from({ length: width + 1 }, (_, column) => column)];
  for (let row = 1; row <= typed.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= width; column += 1) {
      const same = typed[row - 1] === word[column - 1];
      let best = Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (previous[column - 1] ?? 0) + (same ? 0 : 1));
      const swapped = row > 1 && column > 1 && typed[row - 1] === word[column - 2] && typed[row - 2] === word[column - 1];
      if (swapped) best = Math.min(best, (before[column - 2] ?? 0) + 1);
      current.push(best);
    }
    [before, previous] = [previous, current];
  }
  return Math.min(...previous);
}
