import { defineTexts } from '../shared/i18n/define-texts.ts';

export const patientTexts = defineTexts('patient.shell', {
  nav: 'Main',
  home: 'Home',
  messages: 'Messages',
  bookings: 'Bookings',
  results: 'Results',
  more: 'More',
  forYou: 'For you',
  forOther: 'For {{ name }}',
  unread: { one: '{{ count }} unread', other: '{{ count }} unread' },
  offers: { one: '{{ count }} to answer', other: '{{ count }} to answer' },
  needsYou: { one: '{{ count }} needs you', other: '{{ count }} need you' },
  notFound: { why: 'This page does not exist', next: 'The link may be old.', act: 'Go to the start' },
});
