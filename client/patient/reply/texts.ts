import { defineTexts } from '../../shared/i18n/define-texts.ts';

/** For whoever holds a reminder's link: maybe not the patient. No name, no kind of visit. */
export const replyTexts = defineTexts('patient.reply', {
  title: '{{ clinic }} expects you',
  portal: 'Your clinic',
  lead: 'Nothing is sent before you press a button.',
  come: 'I will come',
  call: 'Please call me',
  sending: 'Being sent…',
  loading: 'Looking it up…',
  done: { come: 'The clinic knows that you will come', call: 'The clinic knows that you want to be called' },
  doneNext: 'If that changes, call the clinic.',
  changed: { title: 'This appointment was changed or cancelled', next: 'Sign in to see how it stands now, or call the clinic.' },
  over: { title: 'The time of this appointment has come', next: 'If you are late or cannot come, call the clinic.' },
  unknown: { title: 'This link leads nowhere', next: 'Open it once more from the message, whole, or call the clinic.' },
  noAnswer: 'No connection to the clinic. Nothing was sent.',
  notSure: 'The clinic has not answered. Press again: it counts once.',
  tooOften: 'Too many tries. Wait an hour, or call the clinic.',
  again: 'Try again',
  signIn: 'Go to the portal',
  phone: 'Call {{ clinic }}',
});
