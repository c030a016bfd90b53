import { defineTexts } from '../i18n/define-texts.ts';

/** What the tray says of held requests (R10); it comes with the tray, not with the first page. */
export const heldTexts = defineTexts('needsYou.held', {
  returned: 'Returned to you',
  discarded: 'Not carried out',
  returnedBy: 'Returned by {{ by }}: “{{ words }}”',
  discardedBy: 'Not carried out. {{ by }}: “{{ words }}”',
  theClinic: 'the clinic',
  /** Somebody else's session carried it, so only that it is held is known (R11). */
  bare: 'It was not carried out. The clinic keeps it until somebody there decides. Sign in to see why.',
  signedOut: 'You are signed out on this device.',
  signIn: 'Sign in',
});
