import { defineTexts } from '../../../shared/i18n/define-texts.ts';

export const staffChartTexts = defineTexts('staff.chart', {
  title: 'Chart',
  born: 'Born {{ date }}',
  notHere: { title: 'This chart is not on this device', named: 'The chart of {{ name }} is not on this device', next: 'It is fetched as soon as there is a connection.' },
  unknown: { title: 'There is no such patient at your clinic', next: 'The link may be old. Search for the person.', act: 'To the patients' },
  died: 'The record says that this person has died.',
  none: 'None recorded',
  noAllergies: 'No allergies recorded. That does not mean that there are none: ask.',
  earlier: { one: '{{ count }} earlier', other: '{{ count }} earlier' },
  results: {
    unseen: 'The patient does not see these: none is released.', none: 'No results recorded',
    awaiting: 'Not released', preliminary: 'Not final', held: 'Held', released: 'Released', correcting: 'Released, being corrected', withdrawn: 'Withdrawn', history: 'From before',
    opened: 'First opened by the patient’s side {{ when }}', onDevice: 'On a device of the patient’s side since {{ when }}, not opened',
    conclusion: 'Conclusion: {{ text }}', issued: 'Issued {{ when }}', values: { one: '{{ count }} value', other: '{{ count }} values' },
    more: { one: '{{ count }} more value is in the clinic’s record.', other: '{{ count }} more values are in the clinic’s record.' }, noValues: 'It came without values.',
  },
  kept: {
    title: 'Kept, and in no list', second: 'What other systems sent and this version does not show. It is in the clinic’s record, whole.',
    row: '{{ type }}: {{ count }}', unread: { one: '{{ count }} not readable', other: '{{ count }} not readable' },
  },
});
