import { defineTexts } from '../i18n/define-texts.ts';

export const arrivingTexts = defineTexts('shared.arriving', {
  title: 'Getting your records ready.',
  size: '{{ done }} of about {{ all }} is here.',
  seconds: { one: 'About {{ count }} second left on this line.', other: 'About {{ count }} seconds left on this line.' },
  minutes: { one: 'About {{ count }} minute left on this line.', other: 'About {{ count }} minutes left on this line.' },
  usable: 'What is here can be used already. If the line breaks, it goes on where it stopped.',
  bar: 'How much has come',
  later: 'Leave the records for later',
  laterDone: 'The records stay at the clinic for now. Each comes when you open it; all of them from Settings.',
  hide: 'Hide',
  full: 'This device is full.',
  fullText: 'What comes from the clinic is shown, but not kept here. What you wrote stays. Free some space, or keep less of what can be fetched again.',
});
