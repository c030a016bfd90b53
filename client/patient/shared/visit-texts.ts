import { defineTexts } from '../../shared/i18n/define-texts.ts';

/** Of a visit by video, outside its own page. */
export const visitTexts = defineTexts('patient.visit', {
  with: '{{ time }} with {{ name }}',
  waiting: 'You are in the waiting room',
  waitingFor: 'You are waiting for {{ name }}',
  isWaiting: '{{ name }} is waiting',
  since: 'since {{ time }}',
  checkInFrom: 'You can check in from {{ time }}',
  checkInNow: 'You can check in now',
  open: 'Open the visit',
  checkIn: 'Check in',
  back: 'Go back',
  join: 'Join',
  pinned: 'Your visit',
});
