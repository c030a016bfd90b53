import { defineTexts } from '../../shared/i18n/define-texts.ts';

export const paletteTexts = defineTexts('staff.messages.palette', {
  reply: 'Reply', canned: 'Put in a canned reply', assign: 'Assign to me', takeOver: 'Take over from {{ name }}', giveBack: 'Give back', give: 'Give to {{ name }}',
  close: 'Close', reopen: 'Reopen', urgency: 'Urgency: {{ value }}', comment: 'Write a staff comment', handover: 'Write in the handover note',
  tag: 'Tag: {{ tag }}', untag: 'Remove tag: {{ tag }}',
  list: 'Inbox', next: 'Next message', previous: 'Previous message', undo: 'Undo the last act', keys: 'All keys',
  show: { all: 'Show all messages', mine: 'Show mine', unassigned: 'Show unassigned', closed: 'Show closed' },
  why: {
    none: 'Open a message first.', closed: 'It is closed. Reopen it first.', open: 'It is open.', yours: 'It is yours already.', nobodys: 'It is nobody’s.',
    has: '{{ name }} has it already.', already: 'It is so already.',
  },
});
