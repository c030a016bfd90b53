import { defineTexts } from '../i18n/define-texts.ts';

/** Refusals around signing in. None tells whether an account exists (C79); limits say when to try again. */
export const identityTexts = defineTexts('refusals.identity', {
  clinic: {
    unknown: { reason: 'There is no clinic at this address.', remedy: 'Check the address, or open the link the clinic gave you.' },
  },
  signIn: {
    emailFormat: { reason: 'The e-mail address is not complete.', remedy: 'Write it in full, like name@example.org.' },
    nationalIdFormat: { reason: 'The national id is not complete.', remedy: 'Write the whole number as it stands on your card.' },
    phoneFormat: { reason: 'The phone number is not complete.', remedy: 'Write the whole number; from abroad with + and the country code.' },
    birthDateFormat: { reason: 'The birth date is missing.', remedy: 'Enter the whole date of birth.' },
    addressLimit: { reason: 'There were too many tries from this connection.', remedy: 'Try again {{ when }}, use another connection, or call the clinic.' },
    usernameFormat: { reason: 'The user name is not complete.', remedy: 'Write the user name the administrator gave you.' },
    passwordMissing: { reason: 'The password is missing.', remedy: 'Write your password.' },
    noMatch: {
      reason: 'These do not fit together.',
      remedy: 'Check each of them and try again. For a first sign-in or a forgotten password choose “New password”.',
    },
    closed: { reason: 'Your account has been closed.', remedy: 'Ask an administrator of the clinic.' },
    locked: { reason: 'There were too many wrong tries.', remedy: 'Try again {{ until }}, or call the clinic.' },
    askLimit: { reason: 'Too many codes were asked for.', remedy: 'You can ask for a new code {{ when }}.' },
    smsLimit: { reason: 'Too many codes were sent to this phone.', remedy: 'You can ask for a new code {{ when }}, or call the clinic.' },
    smsDayFull: { reason: 'The clinic cannot send more codes now.', remedy: 'You can ask for a new code {{ when }}, or call the clinic.' },
    smsCountry: { reason: 'The clinic sends no codes to phones of this country.', remedy: 'Call the clinic to use another phone.' },
    over: { reason: 'This sign-in took too long.', remedy: 'Start again.' },
    codeFormat: { reason: 'The code has six digits.', remedy: 'Write all six digits of the newest message.' },
    codeWrong: { reason: 'This code does not fit.', remedy: 'Use the newest message and try again.' },
    codeTries: { reason: 'There were too many wrong tries with this code.', remedy: 'Ask for a new code.' },
    codeExpired: { reason: 'This code is older than 5 minutes.', remedy: 'Ask for a new code.' },
    codeLocked: { reason: 'There were too many wrong codes today.', remedy: 'Try again {{ until }}, or call the clinic.' },
    codeUsed: { reason: 'This code was used already.', remedy: 'Go on where you are, or start again.' },
    resendWait: { reason: 'A code was sent a moment ago.', remedy: 'You can ask for a new code {{ when }}.' },
    totpWrong: { reason: 'This code does not fit.', remedy: 'Check that the clock of your phone is right and use the code it shows now.' },
    totpUsed: { reason: 'This code was used already.', remedy: 'Wait for the next one and use that.' },
  },
  password: {
    tooShort: { reason: 'The new password is too short.', remedy: 'Use at least {{ least }} characters.' },
    needsLower: { reason: 'The new password has no lower case letter.', remedy: 'Add one, like a.' },
    needsUpper: { reason: 'The new password has no upper case letter.', remedy: 'Add one, like A.' },
    needsDigit: { reason: 'The new password has no digit.', remedy: 'Add one, like 7.' },
    sameAsOnce: { reason: 'This is the one-time password.', remedy: 'Choose another one that only you know.' },
  },
  device: {
    unknown: { reason: 'There is no such device on your account.', remedy: 'There is nothing to do.' },
    absent: { reason: 'This device is not on your list any more.', remedy: 'There is nothing to do.' },
    inUse: { reason: 'This is the device you are using.', remedy: 'Sign out here instead, or remove it from another device.' },
  },
  session: {
    offline: { reason: 'The clinic’s system did not answer.', remedy: 'Try again when you are connected.' },
    over: { reason: 'You are signed out.', remedy: 'Sign in again. What you did is safe on this device.' },
    unknown: { reason: 'This sign-in has ended already.', remedy: 'There is nothing to do.' },
  },
  unlock: {
    noMatch: { reason: 'This is not the password.', remedy: 'Try again, or sign in anew.' },
    closed: { reason: 'The access of this account or device has been closed.', remedy: 'Call the clinic. What you wrote stays on this device.' },
  },
});
