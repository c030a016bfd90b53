import { defineTexts } from '../../shared/i18n/define-texts.ts';

export const paletteTexts = defineTexts('staff.palette', {
  title: 'Commands and people',
  none: 'Nothing can be done here.',
  foot: 'People on this device are found at once. The others: search the clinic.',
  go: 'Go to {{ place }}',
  place: 'Place', filter: 'Saved filters', device: 'This device', message: 'Message', patient: 'Patient',
  replies: 'Canned replies',
  search: 'Search people and messages for “{{ words }}”', searchPage: 'Search',
  sync: 'What waits, last tries',
  lock: 'Lock',
});
