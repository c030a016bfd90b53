import { defineTexts } from '../../shared/i18n/define-texts.ts';

export const homeTexts = defineTexts('patient.home', {
  title: 'Home',
  new: 'New for you',
  newFor: 'New for {{ name }}',
  conversations: 'Your conversations',
  nothing: 'Nothing new. We will tell you here when the clinic writes.',
  notHere: 'Your conversations are not on this device yet. They come with the next connection.',
  write: 'Write to the clinic',
  writeFor: 'Write for {{ name }}',
  promise: 'Ask {{ clinic }} a question',
  waiting: { one: '{{ count }} message saved on this device', other: '{{ count }} messages saved on this device' },
  call: 'Call {{ clinic }}',
  emergency: 'In an emergency call',
  needsYou: { one: '{{ count }} message was not accepted', other: '{{ count }} messages were not accepted' },
  seeWhy: 'See why',
  unread: { one: '{{ count }} unread', other: '{{ count }} unread' },
});
