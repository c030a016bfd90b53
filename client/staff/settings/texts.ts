import { defineTexts } from '../../shared/i18n/define-texts.ts';

export const settingsTexts = defineTexts('staff.settings', {
  title: 'Settings',
  look: { title: 'Appearance', legend: 'Colours', system: 'As this device is set', light: 'Light', dark: 'Dark' },
  keys: {
    title: 'Keys',
    label: 'Single-letter keys in lists',
    second: 'j and k move, a assigns, r replies. They work only while a list or a conversation has focus. Switch them off if you use voice control.',
  },
  device: {
    title: 'This device',
    connect: 'Connect at least once every 14 days, or as often as your clinic says. After that, nothing kept here is shown until the clinic is reached.',
    kept: 'The browser keeps what is saved here, even when space runs out.',
    mayClear: 'The browser may clear what is saved here if the device runs out of space. Installing the app helps.',
    askKeep: 'Ask the browser to keep it',
    used: '{{ used }} used of {{ quota }} that the browser allows',
    lastTries: 'Last tries',
    tryNow: 'Try now',
  },
  passkeys: { title: 'Passkeys' },
  devices: {
    title: 'Devices that send for you',
    second: 'Registered {{ start }}, last seen {{ seen }}',
    revoked: 'Taken off {{ when }}',
    wiped: 'Told to drop what it keeps, {{ when }}',
    wipe: 'Drop what it keeps',
    question: 'Drop what {{ device }} keeps of your account?',
    what: 'It is signed out now and drops what it keeps when it next reaches the clinic. What was written there and not sent yet is still delivered.',
    keep: 'Leave it',
    told: '{{ device }} is signed out and told to drop what it keeps.',
    offline: 'This needs a connection.',
  },
  signOut: {
    title: 'Sign out',
    act: 'Sign out',
    nothing: 'Everything you did has reached the clinic.',
    unsent: {
      one: '{{ count }} item has not reached the clinic. It is kept here and still sent, also after you sign out.',
      other: '{{ count }} items have not reached the clinic. They are kept here and still sent, also after you sign out.',
    },
    question: { one: 'Sign out with {{ count }} item unsent?', other: 'Sign out with {{ count }} items unsent?' },
    stay: 'Stay signed in',
  },
});
