import { defineTexts } from '../i18n/define-texts.ts';

export const earlierTexts = defineTexts('earlier', {
  more: { one: 'Earlier messages ({{ count }})', other: 'Earlier messages ({{ count }})' },
  opening: 'Getting earlier messages',
  away: { title: 'Earlier messages are not on this device', text: 'They are kept at the clinic, and come when you are connected.', again: 'Try again' },
  unreadable: { one: '{{ count }} earlier message cannot be shown by this version of the app.', other: '{{ count }} earlier messages cannot be shown by this version of the app.' },
});
