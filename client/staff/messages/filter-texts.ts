import { defineTexts } from '../../shared/i18n/define-texts.ts';

export const filterTexts = defineTexts('staff.messages.filters', {
  button: 'Filters', name: 'Filters: {{ now }}', urgency: 'Urgency', any: 'Any', only: 'Only', waiting: 'Waiting for an answer',
  saved: 'Saved filters', keep: 'Save or remove filters …', clear: 'Clear filters',
  title: 'Save these filters', second: 'Kept for you on this device. You find them here and with Ctrl and K.',
  nameLabel: 'Name', nameMissing: 'Give them a name.', taken: 'You have filters of that name. Choose another.', full: 'There is room for 20. Remove one first.',
  save: 'Save', not: 'Close', remove: 'Remove {{ name }}',
});
