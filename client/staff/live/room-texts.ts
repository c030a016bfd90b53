import { defineTexts } from '../../shared/i18n/define-texts.ts';

export const roomTexts = defineTexts('staff.room', {
  none: { why: 'No visit is open', next: 'Start one on the board: it opens here.', act: 'To the board' },
  open: 'Your visits in progress',
  between: 'Video visit with {{ name }}', title: 'Visit: {{ name }}',
  starting: { why: 'Starting the visit', next: 'The clinic is asked. Stay on this page.' },
  ahead: { why: 'This visit has not begun', next: 'It stands on the board until its clinician starts it.', act: 'Open it on the board' },
  over: { completed: 'The visit has ended', failed: 'No visit took place', cancelled: 'The appointment was cancelled', noshow: 'The patient did not come', at: '{{ what }}, {{ when }}.', next: 'Both sides see it.' },
  others: { why: '{{ name }} conducts this visit', next: 'Sound and video are for the two of them. What you may read stands beside.' },
  end: { act: 'End visit', title: 'End the visit with {{ name }}?', second: 'It ends for both sides at once. A line that drops ends nothing; this does.', yes: 'End the visit', not: 'Go on' },
  phone: { act: 'By phone', title: 'The visit goes on by phone since {{ time }}.', number: 'Call {{ phone }}', none: 'No phone number is on file.' },
  join: {
    title: 'Join {{ name }}', second: 'Camera and microphone go on only when you press.', camera: 'Join with camera', sound: 'Join with sound only', failed: 'The part of the app that joins did not come. Check the connection and try again.',
    again: 'Join again',
  },
  missing: 'No video now',
  chart: { label: 'Chart', summary: 'Summary', results: 'Results', values: 'Measurements', visits: 'Visits', notHere: 'This chart is not on this device. It is fetched as soon as there is a connection.' },
  chat: {
    which: 'Conversation', none: '{{ name }} has no open conversation', noneNext: 'What {{ name }} writes to the clinic appears here. It is kept after the visit.', label: 'Write to {{ name }}', send: 'Send', save: 'Save',
    second: 'These are the ordinary secure messages: they are kept, and stay after the visit.', list: 'Messages with {{ name }}', tooLong: '{{ count }} letters too long. Send it in two parts.', mayNot: 'Your role reads these messages and does not answer them.',
    withdrawn: 'Withdrawn', notHere: 'The messages are not on this device. They come with the next connection.',
  },
});
