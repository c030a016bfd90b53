import { defineTexts } from '../i18n/define-texts.ts';

export const installTexts = defineTexts('install', {
  title: 'Put this app on your home screen',
  why: 'It opens with one tap, also without a connection, and this device keeps what is saved here more safely.',
  act: 'Install',
  show: 'Show me how',
  notNow: 'Not now',
  done: 'Close',
  iphone: {
    share: 'Press Share. It stands at the foot or the top of the screen, on newer iPhones behind the three dots.',
    add: 'Scroll down and choose “Add to Home Screen”.',
    confirm: 'Press “Add”.',
    once: 'When you open it from the home screen for the first time, it asks you to sign in once more. After that it works like here.',
  },
  otherBrowser: {
    title: 'Open this page in your browser',
    why: 'It is open inside another app now. In Chrome or Safari it can be put on the home screen and keeps what is saved.',
    how: 'Choose “Open in browser” in the menu above, or copy the address.',
    copy: 'Copy the address',
    copied: 'The address is copied.',
  },
});
