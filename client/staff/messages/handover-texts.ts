import { defineTexts } from '../../shared/i18n/define-texts.ts';

export const handoverTexts = defineTexts('handover', {
  title: 'Handover note', only: 'staff only', begin: 'Handover note',
  label: 'Handover note about {{ name }}',
  placeholder: 'What the next colleague needs to know.',
  hint: 'Everybody who answers messages writes in it together. The patient never sees it.',
  loading: 'Getting the note.',
  failed: 'This part of the app is not on this device. Connect and open the page again.',
  last: '{{ name }} wrote last, {{ time }}',
  lastYou: 'You wrote last, {{ time }}',
  writing: { one: '{{ names }} is here', other: '{{ names }} are here' },
  and: '{{ first }} and {{ last }}',
  typing: 'Writing…',
  notKept: 'This device could not save what you wrote. Make room on it, or copy your words.',
  full: 'The note is full. Shorten it to write more.',
  notHere: 'The clinic’s words are not on this device yet. What you write is added to them.',
  closed: 'The conversation is closed, and its note with it. Reopen to write more.',
  mayNot: 'Your account reads this note and does not write in it.',
  earlier: 'Earlier handover note',
  earlierOf: 'Earlier handover note {{ part }}',
  empty: 'Nothing was written.',
});
