import { defineTexts } from '../i18n/define-texts.ts';

export const lostTexts = defineTexts('shared.lost', {
  title: 'This device lost what it kept',
  why: 'The browser cleared it, most often because the device ran out of space. What the clinic has is not lost and comes back by itself.',
  unsent: {
    one: '{{ count }} thing you had written here may not have reached the clinic.',
    other: '{{ count }} things you had written here may not have reached the clinic.',
  },
  unsentSince: {
    one: '{{ count }} thing you had written here since {{ since }} may not have reached the clinic.',
    other: '{{ count }} things you had written here since {{ since }} may not have reached the clinic.',
  },
  drafts: { one: '{{ count }} draft is gone.', other: '{{ count }} drafts are gone.' },
  nothing: 'Nothing you had sent from here is lost: the clinic has it, or it still waits here and goes out by itself.',
  look: 'Look in your messages for what arrived, and write again what is missing.',
  signIn: 'Sign in to see what arrived, and write again what is missing.',
  again: 'So that it does not happen again: install the app, and ask this device to keep your records.',
  act: 'I have read this',
  call: 'Call {{ phone }}',
});
