import { defineTexts } from '../../../shared/i18n/define-texts.ts';

/** What every note that staff write together says. */
export const noteTexts = defineTexts('staff.note', {
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
  empty: 'Nothing was written.',
});
