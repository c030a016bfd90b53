import { defineTexts } from '../../shared/i18n/define-texts.ts';

export const searchTexts = defineTexts('staff.search', {
  title: 'Search',
  label: 'Search people and messages',
  start: { why: 'Search people and messages', next: 'Names, numbers and words of messages, subjects and staff comments. The beginning of a word is enough.' },
  nothing: { why: 'Nothing found', whyDevice: 'Nothing found on this device', next: 'Try fewer words, or only their beginning.' },
  asking: 'On this device. The clinic is being asked.',
  clinic: 'Searched: everything at the clinic that you may read.',
  more: 'The newest 40 are shown. Another word narrows it.',
  device: { title: 'Only this device was searched.', text: 'What is not on it was not looked at. It is searched again once the clinic answers.' },
  patients: 'People', messages: 'Messages',
  here: 'on this device', there: 'at the clinic',
  kind: { message: 'Message', subject: 'Subject', comment: 'Staff comment' },
  unknown: 'a patient',
});
