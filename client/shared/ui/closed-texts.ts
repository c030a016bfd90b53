import { defineTexts } from '../i18n/define-texts.ts';

export const closedTexts = defineTexts('closed', {
  answer: 'The clinic is closed now and opens on {{ day }} at {{ from }}. Your message is kept and will be read then. In an emergency call {{ phone }}.',
  now: 'The clinic is closed now.',
  opens: 'It opens on {{ day }} at {{ from }}. You can write: your message is read then.',
});
