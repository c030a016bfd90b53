import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findChange } from './note-editor.ts';

const apply = (before: string, after: string, caret: number): string => {
  const change = findChange(before, after, caret);
  return change ? `${before.slice(0, change.from)}${change.inserted}${before.slice(change.from + change.deleted)}` : before;
};

describe('A change in a plain text field', () => {
  it('[N5] is found whatever was done, wherever the caret is', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '😀', 'é'), maxLength: 12 });
    fc.assert(fc.property(text, text, fc.nat(12), (before, after, caret) => {
      expect(apply(before, after, Math.min(caret, after.length))).toBe(after);
    }), { numRuns: 2_000 });
  });

  it('[N5] stands where it was typed: among equal letters the caret decides', () => {
    expect(findChange('aaa', 'aaaa', 1)).toEqual({ from: 0, deleted: 0, inserted: 'a' });
    expect(findChange('aaa', 'aaaa', 3)).toEqual({ from: 2, deleted: 0, inserted: 'a' });
    expect(findChange('one  two', 'one   two', 5)).toEqual({ from: 4, deleted: 0, inserted: ' ' });
    // Backspace and delete.
    expect(findChange('aaaa', 'aaa', 1)).toEqual({ from: 1, deleted: 1, inserted: '' });
  });

  it('[N5] never cuts a letter of two code units in half', () => {
    const change = findChange('x😀y', 'x😁y', 3);
    expect(change).toEqual({ from: 1, deleted: 2, inserted: '😁' });
  });
});
