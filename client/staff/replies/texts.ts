import { defineTexts } from '../../shared/i18n/define-texts.ts';

export const repliesTexts = defineTexts('staff.replies', {
  title: 'Canned replies',
  intro: 'Sentences you send often. In a reply, press Canned replies, or Ctrl and I, and type a few letters.',
  own: { title: 'Yours', second: 'Only you see these, on every device you sign in on.', none: 'You have none yet.' },
  clinic: { title: 'The clinic’s', second: 'Everybody here who answers messages can use these.', none: 'The clinic has none yet.' },
  add: 'Write one',
  addOf: { own: 'Write one of your own', clinic: 'Write one for the clinic' },
  here: 'Saved on this device',
  change: 'Change', changeOf: 'Change {{ title }}',
  remove: 'Remove', removeOf: 'Remove {{ title }}',
  up: 'Move up', upOf: 'Move {{ title }} up',
  down: 'Move down', downOf: 'Move {{ title }} down',
  isFirst: 'It is the first.', isLast: 'It is the last.',
  moved: '{{ title }} is number {{ place }} now.',
  removed: 'Removed.', undo: 'Undo', saved: 'Saved.',
  form: {
    title: 'Name', titleHint: 'You find it by this name.', titleMissing: 'Give it a name of up to 60 letters.',
    text: 'Words', textMissing: 'Write the words.', textLong: { one: '{{ count }} letter too many. Shorten it.', other: '{{ count }} letters too many. Shorten it.' },
    insert: 'Put in what is filled in by itself', hint: 'Anything else in braces, such as {day and time}, you fill in yourself. A reply never goes out with one left.',
    save: 'Save', cancel: 'Cancel', discard: 'Discard', kept: 'Your words are kept here as a draft.',
  },
  names: {
    'first name': 'Patient’s first name', patient: 'Patient’s whole name', 'my name': 'Your name', 'my title': 'Your title', clinic: 'Clinic’s name',
    'clinic phone': 'Clinic’s phone', 'emergency phone': 'Emergency phone', 'reply time': 'When you answer',
  },
});
