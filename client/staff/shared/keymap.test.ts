import { describe, expect, it } from 'vitest';
import { isKey, isStandard, keyTakenBy, normalKey, readKeymap, standardKeys } from './keymap.ts';

describe('keys people choose', () => {
  it('[B32] reads back what was kept, and never two acts on one key', () => {
    expect(readKeymap(JSON.stringify({ ...standardKeys, next: 'N' })).next).toBe('n');
    expect(readKeymap(JSON.stringify({ next: 'e' }))).toEqual(standardKeys);
    for (const broken of [null, '', '{', '[]', '"x"', '{"next":7}', '{"next":"jj"}', '{"next":" "}', '{"__proto__":"x"}']) expect(isStandard(readKeymap(broken))).toBe(true);
  });
  it('[B32] knows which act has a key; second letters meet only one another', () => {
    expect(keyTakenBy(standardKeys, 'next', 'e')).toBe('close');
    expect(keyTakenBy(standardKeys, 'next', 'j')).toBeNull();
    expect(keyTakenBy(standardKeys, 'goMessages', 'e')).toBeNull();
    expect(keyTakenBy(standardKeys, 'goMessages', 'p')).toBe('goPatients');
  });
  it('[B32] takes one typed sign of any script, nothing that moves around', () => {
    expect(['j', 'о', 'ß', '.', '7', '+'].every(isKey)).toBe(true);
    expect(['Enter', 'Tab', ' ', 'ArrowUp', '', 'F2'].some(isKey)).toBe(false);
    expect([normalKey('J'), normalKey('?')]).toEqual(['j', '?']);
  });
});
