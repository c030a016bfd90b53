import { expect, it } from 'vitest';
import { identityCodes } from '../../../schema/identity.ts';
import { createI18n } from '../i18n/create-i18n.ts';
import { wordTrouble } from './problem-words.ts';

const i18n = createI18n({ language: 'en', preferred: ['en-GB'] });
const format = { time: () => '09:16', stamp: () => '', dayHeading: () => 'Today' };
const general = wordTrouble(i18n, format, { code: 'something.new' });

it('[C79] has words of its own for everything identity refuses with, and general ones for what it does not know', () => {
  expect(general).toBe('That did not work. Try again, or call the clinic.');
  for (const code of identityCodes) {
    const words = wordTrouble(i18n, format, { code, params: { at: 1, until: 1, left: 3 } });
    expect(words, code).not.toBe(general);
    expect(words, code).not.toMatch(/\{\{|exist|unknown|please|sorry|invalid/i);
  }
});

it('[C77] [C79] says when, and how many tries are left', () => {
  expect(wordTrouble(i18n, format, { code: 'signIn.resendWait', params: { at: 1 } })).toBe('You can ask for a new code at 09:16.');
  expect(wordTrouble(i18n, format, { code: 'signIn.codeWrong', params: { left: 1 } })).toBe('That code does not fit. 1 try left.');
  expect(wordTrouble(i18n, format, { code: 'signIn.codeWrong', params: { left: 4 } })).toBe('That code does not fit. 4 tries left.');
});
