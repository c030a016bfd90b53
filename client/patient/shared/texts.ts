import { defineTexts } from '../../shared/i18n/define-texts.ts';

export const threadTexts = defineTexts('patient.thread', {
  unread: { one: '{{ count }} unread', other: '{{ count }} unread' },
  you: 'You: {{ text }}',
  withdrawn: 'A reply was withdrawn by the clinic',
  closed: 'Closed by the clinic',
  unwell: 'Very unwell?',
  call: 'Call {{ phone }}',
});
