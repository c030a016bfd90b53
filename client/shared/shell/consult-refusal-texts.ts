import { defineTexts } from '../i18n/define-texts.ts';

/** Why something about a video visit was not done. Kept apart from refusal-texts.ts for its length only. */
export const consultRefusalTexts = defineTexts('refusals.consults', {
  offline: {
    consult: { reason: 'A video visit needs a connection.', remedy: 'Try again when you are connected, or call.' },
  },
  live: {
    unavailable: { reason: 'There is no video on this installation.', remedy: 'Start it as a visit by phone.' },
  },
  consult: {
    unknown: { reason: 'This video visit is not on the clinic’s records.', remedy: 'Open the list again.' },
    notSo: { reason: 'This video visit does not stand where that could be done.', remedy: 'Open it and look where it stands now.' },
    changedBy: { reason: '{{ by }} changed this video visit {{ when }}.', remedy: 'Open it and look where it stands now.' },
    notYours: { reason: 'Only the clinician whose visit it is can do this.', remedy: 'Ask them, or move the appointment to yourself.' },
    early: { reason: 'It is too early for that.', remedy: 'It opens {{ when }}.' },
    waits: { reason: 'The patient is waiting for this visit now.', remedy: 'Start it, or cancel it with words for the patient.' },
    running: { reason: 'This visit is under way.', remedy: 'Its clinician ends it, or says that no visit took place.' },
    nobody: { reason: 'Somebody you named does not work there any more.', remedy: 'Choose again.' },
  },
  appointment: {
    telehealth: { reason: 'This is a video visit: it shows as arrived and done by itself.', remedy: 'Open it under Live.' },
  },
});
