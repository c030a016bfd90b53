import { defineTexts } from '../i18n/define-texts.ts';

/** Refusals that speak of the request itself, whoever made it: kept apart from refusal-texts.ts for its length only. */
export const deliveryTexts = defineTexts('refusals.delivery', {
  device: {
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
