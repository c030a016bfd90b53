import { defineTexts } from '../i18n/define-texts.ts';

/** The lock and its warning. Apart from the sign-in pages' texts: those come before anything can be locked. */
export const lockTexts = defineTexts('shared.lock', {
  lock: {
    title: 'Locked',
    who: 'Signed in as {{ name }}',
    second: 'Your place and what you wrote are kept. What waits is still sent.',
    password: 'Password',
    unlock: 'Unlock',
    someoneElse: 'Sign in as someone else',
    wrong: 'That is not the password. Check capital letters and try again.',
    wait: 'Too many wrong tries. Try again at {{ time }}.',
    needsNetwork: 'This device needs a connection to check your password this time. Connect and try again.',
    closed: 'Your access, or this device\'s, has been closed. Call the clinic.',
    empty: 'Enter your password.',
    unheard: 'The clinic has to be reached first. Connect and try again.',
    signInAgain: 'The clinic asks you to sign in again. Your place and what you wrote are kept.',
    silent: {
      one: 'This device has not reached the clinic for more than {{ count }} day, so nothing kept here is shown. Connect it and unlock. What you wrote is safe and is still sent.',
      other: 'This device has not reached the clinic for more than {{ count }} days, so nothing kept here is shown. Connect it and unlock. What you wrote is safe and is still sent.',
    },
    again: 'Sign in again',
  },
  warning: {
    title: 'Are you still there?',
    text: { one: 'This screen locks in {{ count }} second. Nothing you wrote is lost.', other: 'This screen locks in {{ count }} seconds. Nothing you wrote is lost.' },
    stay: 'Stay signed in',
    lock: 'Lock now',
  },
});
