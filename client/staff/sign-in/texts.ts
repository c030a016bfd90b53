import { defineTexts } from '../../shared/i18n/define-texts.ts';

export const signInTexts = defineTexts('staff.signIn', {
  name: 'Outpost',
  title: 'Sign in',
  pageTitle: 'Sign in – Outpost',
  username: 'User name',
  password: 'Password',
  shared: { label: 'Several people use this device', second: 'It locks sooner.' },
  act: 'Go on',
  onceMore: 'The app on the home screen asks you to sign in once more.',
  again: 'Sign in again to send and receive. What is on this device is safe.',
  forgot: 'Forgot your password, or a new phone? An administrator gives you a one-time password.',
  missing: { username: 'Enter your user name.', password: 'Enter your password.' },
  totp: { title: 'Enter the code of your authenticator', lead: 'Open the authenticator app on your phone and type the code it shows for Outpost.', act: 'Sign in' },
  passkey: {
    title: 'Show that it is you',
    both: 'Use a passkey, or open the authenticator app on your phone and type the code it shows for Outpost.',
    only: 'Use the passkey of this or another device of yours.',
    lost: 'No device with your passkey at hand? An administrator gives you a new start.',
    restart: 'Start again',
  },
  enrol: {
    title: 'Connect your authenticator',
    lead: 'From now on you sign in with your password and a code from an authenticator app on your phone.',
    scan: 'Scan this with the app.',
    type: 'Or type this key into it:',
    copy: 'Copy the key',
    copied: 'Copied',
    confirm: 'Type the code the app shows now.',
    picture: 'QR code for your authenticator app. The key below it says the same.',
    act: 'Connect and go on',
  },
});
