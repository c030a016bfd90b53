import { defineTexts } from '../../shared/i18n/define-texts.ts';

export const awayTexts = defineTexts('staff.away', {
  title: 'Away',
  own: 'While you are away, what is yours also shows in the list of whoever covers for you, and patients read who answers. It ends by itself.',
  from: 'First day away',
  until: 'Last day away',
  cover: 'Who covers',
  choose: 'Choose',
  team: '{{ name }}, team',
  words: 'A sentence for patients',
  wordsHint: 'If you like, at most {{ most }} letters.',
  missingDay: 'Choose a day.',
  order: 'Choose a last day that is not before the first.',
  missingCover: 'Choose who covers.',
  tooLong: 'Shorten this to {{ most }} letters.',
  save: 'Save',
  saved: 'Saved on this device.',
  back: 'Not away after all',
  backDone: 'The absence is taken back.',
  waiting: 'Saved here, on its way to the clinic',
  now: 'Away from {{ from }} to {{ until }}, covered by {{ name }}. Set by {{ by }}.',
});
