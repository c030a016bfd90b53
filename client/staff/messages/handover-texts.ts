import { defineTexts } from '../../shared/i18n/define-texts.ts';

export const handoverTexts = defineTexts('handover', {
  title: 'Handover note', only: 'staff only', begin: 'Handover note',
  label: 'Handover note about {{ name }}',
  placeholder: 'What the next colleague needs to know.',
  hint: 'Everybody who answers messages writes in it together. The patient never sees it.',
  closed: 'The conversation is closed, and its note with it. Reopen to write more.',
  mayNot: 'Your account reads this note and does not write in it.',
  earlier: 'Earlier handover note',
  earlierOf: 'Earlier handover note {{ part }}',
});
