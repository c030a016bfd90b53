import { defineTexts } from '../../shared/i18n/define-texts.ts';

/** The wait list for an earlier time, as patients read it. */
export const earlierTexts = defineTexts('patient.earlier', {
  heading: 'An earlier time',
  ask: 'Tell me when an earlier time is free',
  title: 'Wait for an earlier time',
  second: 'Your appointment stays as it is. When an earlier time is free, the clinic may offer it to you, and it is yours if you take it in time.',
  who: 'With whom', same: 'Only {{ name }}', anyone: 'Anyone at {{ place }}', from: 'Not before', soon: 'Any day from today',
  yes: 'Put me on the list', not: 'Not now',
  onList: 'You are on the list for an earlier time', onListAnyone: 'With anyone at {{ place }}.', onListSame: 'Only with {{ name }}.', onListFrom: 'Not before {{ day }}.',
  saved: 'Saved on this device',
  leave: 'Take me off the list',
  offerNow: 'You have {{ when }}. It stays yours unless you take this one.',
  refuse: { act: 'Keep the time I have', title: 'Keep the time you have?', second: 'The earlier time goes to somebody else. You stay on the list.', yes: 'Keep mine', not: 'Back' },
  open: 'See the time that is offered',
});
