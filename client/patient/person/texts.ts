import { defineTexts } from '../../shared/i18n/define-texts.ts';

export const personTexts = defineTexts('patient.person', {
  who: 'Who is this for?',
  close: 'Back',
  you: 'You, {{ age }}',
  youNoAge: 'You',
  other: 'Your {{ relation }}, {{ age }}',
  otherNoAge: 'Your {{ relation }}',
  openNow: 'Open now',
  waiting: { one: '{{ count }} saved on this device', other: '{{ count }} saved on this device' },
  unread: { one: '{{ count }} unread message', other: '{{ count }} unread messages' },
  clinicSees: 'The clinic sees “Sent by {{ you }} for {{ name }}”.',
  clinicSeesYou: 'The clinic sees your own name.',
  switchTo: 'Switch to {{ name }}',
  ask: {
    title: 'This page is about {{ name }}',
    text: 'You are looking at {{ now }}. Do you want to switch to {{ name }}?',
    stay: 'Stay with {{ now }}',
  },
  gone: {
    title: 'You no longer have access to this record',
    text: 'Your access may have ended, or this link is for someone else. Nothing you wrote is lost.',
    call: 'Ask the clinic',
    home: 'Go to your own page',
  },
  loading: 'Getting your records ready',
});
