import { defineTexts } from '../i18n/define-texts.ts';

/** All that is said about passkeys. Loaded where one is asked for. */
export const passkeyTexts = defineTexts('shared.passkey', {
  passkey: {
    refused: { reason: 'This passkey does not fit.', remedy: 'Try again with a passkey of this account, or go on another way.' },
    stale: { reason: 'This took too long.', remedy: 'Try again.' },
    counter: { reason: 'This passkey may have been copied, so it opens nothing.', remedy: 'Go on another way, then remove this passkey in Settings and add a new one.' },
    none: { reason: 'There is no passkey for this address.', remedy: 'Go on another way.' },
    last: { reason: 'This is the last thing that shows it is you when you sign in.', remedy: 'Add another passkey first, then remove this one.' },
    unknown: { reason: 'This passkey is gone already.', remedy: 'There is nothing to do.' },
    name: { reason: 'The passkey has no name yet.', remedy: 'Give it one of at most 60 characters, like “My phone”.' },
    known: { reason: 'This passkey is on your account already.', remedy: 'Use it as it is, or add one on another device.' },
    tooMany: { reason: 'You have {{ most }} passkeys, and no more are kept.', remedy: 'Remove one you do not use, then add this one.' },
    address: { reason: 'No passkeys work at this address.', remedy: 'Open the portal by its name, not by an address of numbers.' },
  },
  browser: {
    unsupported: 'This browser or device makes no passkeys. Set a screen lock (PIN, fingerprint or face) on the device or use a newer browser, or go on another way.',
    cancelled: 'No passkey was shown. Try again, or go on another way.',
    address: 'No passkeys work at this address. Open the portal by its name, not by an address of numbers.',
    known: 'This device has a passkey for your account already. Use it as it is.',
    failed: 'The passkey did not work this time. Try again, or go on another way.',
  },
  signIn: {
    act: 'Use a passkey',
  },
  first: {
    title: 'Or use a passkey',
    lead: 'Then you sign in with your password and the fingerprint, face or PIN of a device of yours. No code is typed.',
    act: 'Make a passkey',
  },
  name: { label: 'Name of this passkey', hint: 'So that you know it in a list, like “My phone”.' },
  add: {
    act: 'Add a passkey',
    title: 'Add a passkey',
    lead: 'Your password first. Then the browser asks for your fingerprint, face or PIN.',
    password: 'Your password',
    passwordMissing: 'Enter your password.',
    go: 'Go on',
    cancel: 'Not now',
    done: 'The passkey “{{ name }}” is added.',
  },
  list: {
    lead: 'Sign in and unlock with the fingerprint, face or PIN of a device of yours, here also without a connection.',
    none: 'You have no passkeys yet.',
    added: 'Added {{ date }}, last used {{ used }}',
    addedUnused: 'Added {{ date }}, not used yet',
    remove: 'Remove',
    offline: 'Changing passkeys needs a connection.',
  },
  remove: {
    question: 'Remove the passkey “{{ name }}”?',
    lead: 'It no longer signs you in. Devices that unlock with it stop doing so when they next reach the clinic.',
    act: 'Remove',
    cancel: 'Keep it',
    done: 'The passkey “{{ name }}” is removed.',
  },
  unlock: { act: 'Unlock with a passkey' },
});
