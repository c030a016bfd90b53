import { defineTexts } from '../i18n/define-texts.ts';

/** The list of one's sign-ins, in both apps. */
export const ownSessionsTexts = defineTexts('sessions', {
  title: 'Where you are signed in',
  here: 'This sign-in',
  since: 'Since {{ start }}, last seen {{ seen }}',
  end: 'End',
  endOf: 'End the sign-in on {{ device }}?',
  endOthers: 'End all others',
  what: 'Whoever uses it there has to sign in again. What was written there and not sent yet is still delivered.',
  ended: 'The sign-in on {{ device }} has ended.',
  endedOthers: 'All other sign-ins have ended.',
  offline: 'Ending a sign-in needs a connection.',
  asking: 'The clinic is being asked which sign-in is this one.',
  none: 'The list comes with the next connection.',
  endIt: 'End it',
  keep: 'Keep it',
});
