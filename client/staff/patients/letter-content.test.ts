import { jsPDF } from 'jspdf';
import { createRoot } from 'solid-js';
import { expect, it } from 'vitest';
import type { OneTimePasswordAnswer } from '../../../schema/patient-search.ts';
import { createFormat } from '../../shared/i18n/create-format.ts';
import { createI18n } from '../../shared/i18n/create-i18n.ts';
import { writeLetter, type LetterContent } from './letter-content.ts';
import { drawLetter, wrap } from './letter-pdf.ts';
import { patientsTexts } from './texts.ts';

const answer: OneTimePasswordAnswer = {
  password: 'Maple-Tiger-Canoe-47', validUntil: Date.UTC(2026, 10, 24, 9, 0), identifier: { mode: 'email', value: 'fatma@example.org' }, phone: '+254712345678', confirmedTo: null,
};

function letterFor(over: Partial<OneTimePasswordAnswer>, name = 'Fatma Hassan'): LetterContent {
  return createRoot((dispose) => {
    const i18n = createI18n({ language: 'en', timeZone: 'Africa/Nairobi', preferred: ['en-GB'] });
    const letter = writeLetter(i18n.translate(patientsTexts), createFormat(i18n), {
      answer: { ...answer, ...over }, name, postal: 'Moi Avenue 1, Nairobi', record: 'RC 20/418',
      clinic: { name: 'Riverside Clinic', suffix: 'riverside', colour: '#0F6A57', phone: '+254 20 555 0142' }, origin: 'https://portal.example',
    });
    dispose();
    return letter;
  });
}

it('[C95] says the address, what to sign in with, the password and until when, step by step', () => {
  const letter = letterFor({});
  expect(letter.steps).toHaveLength(5);
  expect(letter.steps[0]).toContain('https://portal.example/c/riverside/');
  expect(letter.steps[1]).toContain('fatma@example.org');
  expect(letter.steps[letter.passwordStep]).toMatch(/one-time password/);
  expect(letter.closing[0]).toMatch(/24 November, 12:00/);
  // On paper "today" is soon another day.
  expect(letter.printed).toMatch(/^Printed \d{1,2} [A-Z][a-z]+ 20\d\d, \d\d:\d\d$/);
  expect(letter.fileName).toBe('portal-access-RC-20-418.pdf');
});

it('[D17] never has a national id in full', () => {
  expect(letterFor({ identifier: { mode: 'nationalId', last4: '2277' } }).steps[1]).toMatch(/ending in 2277/);
});

it('[C95] becomes one page of PDF with every word of it', () => {
  const pdf = new jsPDF({ unit: 'mm', format: 'a4', compress: false });
  const letter = letterFor({});
  drawLetter(pdf, letter);
  expect(pdf.getNumberOfPages()).toBe(1);
  const text = pdf.output();
  for (const words of [letter.password, 'Riverside Clinic', 'Fatma Hassan', 'fatma@example.org']) expect(text).toContain(words);
});

it('wraps at spaces, and leaves a word that is too long whole', () => {
  expect(wrap('one two three', 7, (line) => line.length)).toEqual(['one two', 'three']);
  expect(wrap('incomprehensible yes', 5, (line) => line.length)).toEqual(['incomprehensible', 'yes']);
});
