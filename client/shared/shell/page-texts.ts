import { defineTexts } from '../i18n/define-texts.ts';

/** Apart from the other words of the shell: these are loaded with every page, for the one that does not come. */
export const pageTexts = defineTexts('shared.page', {
  notHere: { why: 'This page is not on this device yet', next: 'It comes when you are connected. Nothing you wrote is lost.' },
  failed: { why: 'This page could not be shown', next: 'What you wrote is kept. Try again; if it stays like this, call the clinic.' },
  stillNot: 'There is still no connection to the clinic. Nothing you wrote is lost.',
  again: 'Try again',
});
