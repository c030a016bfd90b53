import { describe, expect, it } from 'vitest';
import { searchWords, snippet } from './message-search.ts';

describe('searching messages', () => {
  it('[B32] takes letters and digits alone, whatever is put around them', () => {
    expect(searchWords("Tablets & 'dizzy':* | !now 104/66")).toEqual(['tablets', 'dizzy', 'now', '104', '66']);
    expect(searchWords(' () ')).toEqual([]);
    expect(searchWords('a '.repeat(50))).toHaveLength(8);
  });
  it('[B32] shows the words around what was found, at most 200 letters', () => {
    const text = `${'before '.repeat(30)}the tablets make me dizzy${' after'.repeat(60)}`;
    const shown = snippet(text, ['dizzy']);
    expect(shown).toContain('tablets make me dizzy');
    expect(shown.startsWith('…')).toBe(true);
    expect(shown.length).toBeLessThanOrEqual(200);
    expect(snippet('short', ['x'])).toBe('short');
  });
});
