import { describe, expect, it } from 'vitest';
import { foldText } from '../../schema/fold-text.ts';
import { isOfPortalAge } from '../../schema/patient-requests.ts';
import { distanceToBeginning } from './find-close-words.ts';
import { readQuery } from './read-query.ts';

describe('what staff type', () => {
  it.each([
    ['Fatma Hassan', { words: ['fatma', 'hassan'], days: [], numbers: [], whole: null }],
    ['hassan 2.5.1992', { words: ['hassan'], days: ['1992-05-02', '1992-02-05'], numbers: [] }],
    ['1992-05-02', { words: [], days: ['1992-05-02'], numbers: [] }],
    ['16.3.1988', { days: ['1988-03-16'] }],
    ['31.2.1988', { days: [], numbers: ['3121988'] }],
    ['07 12 3456', { days: [], numbers: ['7123456'] }],
    ['+254 712 345-678', { words: [], days: [], numbers: ['254712345678'] }],
    ['0712345678', { numbers: ['712345678'] }],
    ['RC 20418', { words: ['rc'], numbers: ['20418'], whole: 'rc20418' }],
    ['', { words: [], days: [], numbers: [], whole: null }],
  ])('%j', (typed, expected) => {
    expect(readQuery(typed)).toMatchObject(expected);
  });
});

it.each([['hoeger', 'hoeger', 0], ['hoeg', 'hoeger', 0], ['hoegr', 'hoeger', 1], ['heoger', 'hoeger', 1], ['hoegger', 'hoeger', 1], ['delagraza', 'delagarza', 1], ['kreg', 'kreiger', 1], ['abc', 'xyz', 3]])(
  '%s is %s but for %i slips',
  (typed, word, slips) => {
    expect(distanceToBeginning(typed, word)).toBe(slips);
  },
);

it.each([['Nguyễn', 'nguyen'], ['O’Brien', 'obrien'], ['Al-Sayed', 'al sayed'], ['Łukasz Straße', 'lukasz strasse'], ['ÆØÅ', 'aeoa'], ['  José   María ', 'jose maria'], ['李小龍', '李小龍'], ['فاطمة', 'فاطمة']])('folds %s', (text, folded) => {
  expect(foldText(text)).toBe(folded);
});

it('[D19] counts whole years to the day', () => {
  expect(isOfPortalAge('2010-11-21', '2026-11-21')).toBe(true);
  expect(isOfPortalAge('2010-11-22', '2026-11-21')).toBe(false);
  expect(isOfPortalAge('2012-02-29', '2028-02-28')).toBe(false);
  expect(isOfPortalAge('2012-02-29', '2028-02-29')).toBe(true);
});
