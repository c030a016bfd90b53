import { defineTexts } from '../i18n/define-texts.ts';

/** Why something about a video visit was not done. Kept apart from refusal-texts.ts for its length only. */
export const consultRefusalTexts = defineTexts('refusals.consults', {
  offline: {
    consult: { reason: 'A video visit needs a connection.', remedy: 'Try again when you are connected, or call.' },
  },
  join: {
    codeNeeded: { reason: 'A code is needed to come in.', remedy: 'Ask for one: it comes by SMS or e-mail.' },
    codeWrong: { reason: 'This is not the code.', remedy: 'Type the one that came last.' },
    codeOver: { reason: 'This code does not work any more.', remedy: 'Ask for another one.' },
    tooOften: { reason: 'That was too often.', remedy: 'Wait a little, then ask for a code again, or call the clinic.' },
    noChannel: { reason: 'The clinic has neither a phone nor an e-mail address to send a code to.', remedy: 'Call the clinic.' },
  },
  live: {
    unreachable: { reason: 'The video does not answer now.', remedy: 'Try again in a moment, or call.' },
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
    stillRuns: { reason: 'The video visit with {{ name }} is past its time and has not been ended.', remedy: 'End it under Live, or say that no visit took place.' },
    nobody: { reason: 'Somebody you named does not work there any more.', remedy: 'Choose again.' },
  },
  appointment: {
    telehealth: { reason: 'This is a video visit: it shows as arrived and done by itself.', remedy: 'Open it under Live.' },
  },
});
