import { defineTexts } from '../i18n/define-texts.ts';

export const earlierThreadsTexts = defineTexts('earlierThreads', {
  more: { one: 'Earlier conversations ({{ count }})', other: 'Earlier conversations ({{ count }})' },
  opening: 'Getting earlier conversations',
  away: { title: 'Earlier conversations are not on this device', text: 'They are kept at the clinic, and come when you are connected.' },
});
