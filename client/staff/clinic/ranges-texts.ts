import { defineTexts } from '../../shared/i18n/define-texts.ts';

export const rangesTexts = defineTexts('staff.ranges', {
  title: 'Usual ranges',
  link: { title: 'Usual ranges of laboratory values', second: 'Shown, as your clinic’s own, where a laboratory sent none.', act: 'Usual ranges' },
  intro: 'Where a laboratory sent a value without a range, patients and staff see yours beside it, said to be your clinic’s own. A range that was sent always stands alone. Yours marks nothing as high or low, and releases nothing.',
  list: 'Usual ranges of this clinic',
  none: { why: 'Your clinic keeps no ranges', next: 'Values that came without a range show none.' },
  full: '{{ count }} of {{ most }} ranges',
  add: 'Add a range', changeTitle: 'Change a range', change: 'Change …', remove: 'Remove',
  saved: 'Saved on this device.', removed: 'Removed on this device.', waiting: 'Saved here, on its way to the clinic',
  save: 'Save', cancel: 'Cancel',
  code: '{{ code }}, in {{ unit }}', codeAlone: '{{ code }}, without a unit',
  everybody: 'Everybody', female: 'Women and girls', male: 'Men and boys',
  years: 'from {{ from }} to before {{ until }} years', yearsFrom: 'from {{ from }} years', yearsUntil: 'before {{ until }} years',
  since: 'since {{ from }}', between: 'from {{ from }} until {{ until }}',
  fields: {
    pick: 'Test', another: 'Another test', pickHint: 'What results on this device came with.',
    name: 'Name', nameProblem: 'Write a name, at most 80 letters.',
    code: 'LOINC code', codeHint: 'As the laboratory sends it, such as 718-7.', codeProblem: 'Write digits, a dash and one digit, such as 718-7.',
    unit: 'Unit', unitHint: 'Just as the laboratory writes it, such as g/dL. In another unit nothing is shown.', unitProblem: 'At most 40 letters.',
    sex: 'For whom', ageFrom: 'From age (years)', ageUntil: 'To before age (years)', ageHint: 'Empty: any age.', ageProblem: 'Write a whole number from 0 to 130, or leave it empty.',
    low: 'Low end', high: 'High end', endHint: 'Empty: no end on this side.', endProblem: 'Write a number such as 3.5, or leave it empty.',
    from: 'First day', fromProblem: 'Choose a day.', until: 'Last day', untilHint: 'Empty: until it is changed.', dayHint: 'Days are those of the examination.',
  },
  removeTitle: 'Remove this range?', removeWhy: 'It then shows beside no value any more, earlier ones included. A range that is over is better given a last day.', removeNot: 'Not now',
  notHere: { why: 'The clinic’s ranges are not on this device yet', next: 'They come with the first connection.' },
});
