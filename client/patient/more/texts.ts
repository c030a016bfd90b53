import { defineTexts } from '../../shared/i18n/define-texts.ts';

export const moreTexts = defineTexts('patient.more', {
  title: 'More',
  needsYou: { title: 'Needs you', none: { why: 'Nothing needs you', next: 'What the clinic could not accept shows here, with your words kept.' } },
  back: 'Back',
  look: 'Look',
  theme: { label: 'Light or dark', auto: 'As this device', light: 'Light', dark: 'Dark' },
  you: 'You',
  signedInAs: 'Signed in as {{ name }}',
  devices: 'Where you are signed in',
  thisDevice: 'This device',
  lastSeen: 'Last active {{ at }}',
  endSession: 'Sign out there',
  lock: 'Lock now',
  signOut: 'Sign out',
  help: 'Get help',
  call: 'Call {{ phone }}',
  version: 'Version {{ version }}',
});
