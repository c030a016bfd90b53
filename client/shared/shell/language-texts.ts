import { defineTexts } from '../i18n/define-texts.ts';

export const languageTexts = defineTexts('shared.language', {
  legend: 'Language',
  failed: 'This language could not be fetched, so the present one stays. Connect and try again.',
});
