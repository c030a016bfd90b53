import { defineTexts } from '../i18n/define-texts.ts';

/** Refusals that speak of the request itself, whoever made it: kept apart from refusal-texts.ts for its length only. */
export const deliveryTexts = defineTexts('refusals.delivery', {
  account: {
    closed: {
      reason: 'Your access was closed before this arrived.',
      remedy: 'Your words are kept until an administrator decides.',
      forPatient: {
        reason: 'Your access was closed before this arrived.',
        remedy: 'Your words are kept until the clinic decides. Call the clinic.',
      },
    },
  },
  device: {
    notReady: {
      reason: 'This device is not ready yet.',
      remedy: 'Wait a moment and try again. If it stays like this, sign in again.',
    },
    notKept: {
      reason: 'This device could not keep this.',
      remedy: 'Your words are still here. Try again, or copy them, close the app and open it again.',
    },
    full: {
      reason: 'This device is full, so this could not be kept.',
      remedy: 'Free some space on the device, then try again. Your words are still here.',
    },
    proofWrong: {
      reason: 'This device could not prove that it is yours.',
      remedy: 'Start signing in again.',
    },
    revoked: {
      reason: 'This device was taken off your account.',
      remedy: 'What it sent is kept until an administrator decides. What you send after signing in here again goes as usual.',
      forPatient: {
        reason: 'This device was taken off your account.',
        remedy: 'What it sent is kept until the clinic decides. Sign in again, or call the clinic.',
      },
    },
    signInAgain: {
      reason: 'This device has not been signed in for two weeks.',
      remedy: 'Sign in again. Then it is sent by itself.',
    },
    unknown: {
      reason: 'The clinic’s system does not know this device.',
      remedy: 'Your words are kept. Sign in again, then send it again.',
    },
  },
  request: {
    duplicate: {
      reason: 'The clinic has this already.',
      remedy: 'There is nothing to do.',
    },
    tooLong: {
      reason: 'This is longer than can be sent at once.',
      remedy: 'Copy your words and send them in two parts.',
    },
    tooNew: {
      reason: 'The clinic’s system is older than this app and does not know this yet.',
      remedy: 'Your words are kept. Try again later today.',
    },
    tooOld: {
      reason: 'This app is too old for the clinic’s system.',
      remedy: 'Update the app, then try again. Your words are kept.',
    },
    unknownType: {
      reason: 'The clinic’s system does not know what was asked.',
      remedy: 'Update the app, then try again. Your words are kept.',
    },
    otherBytes: {
      reason: 'The clinic has something else under the same number, so this was not stored.',
      remedy: 'Your words are kept. Try again, and tell support.',
    },
    dependency: {
      reason: 'It belongs to something that was not accepted.',
      remedy: 'Put that right first, then try this again.',
    },
    dependencyNotYet: {
      reason: 'It waits for something else to arrive first.',
      remedy: 'It is sent again by itself.',
    },
    notNow: {
      reason: 'The clinic’s system could not take it at this moment.',
      remedy: 'It is sent again by itself.',
    },
    tooMany: {
      reason: 'More came at once than the clinic’s system takes.',
      remedy: 'It is sent again by itself.',
    },
    signature: {
      reason: 'The clinic’s system could not tell that this came from you, so it was not stored.',
      remedy: 'Your words are kept. Sign in again, then send it again.',
    },
    notReadable: {
      reason: 'Something is missing or written in a way the clinic’s system cannot read.',
      remedy: 'Open it, check what you wrote and send it again.',
    },
  },
});
