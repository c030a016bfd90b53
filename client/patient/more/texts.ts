import { defineTexts } from '../../shared/i18n/define-texts.ts';

export const moreTexts = defineTexts('patient.more', {
  title: 'More',
  record: 'My record',
  recordOf: '{{ name }}’s record',
  bills: 'Bills and insurance',
  billsOf: '{{ name }}’s bills and insurance',
  billsSecond: 'What was charged before',
  recordSecond: 'Allergies, medicines, vaccines, visits and more',
  needsYou: 'Needs you',
  needsYouCount: { one: '{{ count }} needs you', other: '{{ count }} need you' },
  nothing: 'Nothing at the moment',
  look: 'Light or dark',
  theme: { system: 'As this device is set', light: 'Light', dark: 'Dark' },
  call: 'Call {{ clinic }}',
  lock: 'Lock this app',
  lockSecond: 'Open it again with your password, also without a connection.',
  signOut: {
    act: 'Sign out',
    second: 'Signed in as {{ name }}',
    question: 'Sign out of this device?',
    nothing: 'Everything you wrote has reached the clinic.',
    unsent: {
      one: '{{ count }} thing you wrote has not reached the clinic yet. It stays on this device and is sent when there is a connection.',
      other: '{{ count }} things you wrote have not reached the clinic yet. They stay on this device and are sent when there is a connection.',
    },
    stay: 'Stay signed in',
  },
});
