import { defineTexts } from '../../shared/i18n/define-texts.ts';

export const billsTexts = defineTexts('patient.bills', {
  title: 'Bills and insurance',
  titleFor: '{{ name }}’s bills and insurance',
  history: 'This is a history. Nothing on this page asks you to pay. If something is open, {{ clinic }} tells you.',
  empty: { why: 'No charges recorded by the clinic', next: 'What was charged for visits stands here once the clinic has it.' },
  notHere: { why: 'These entries are not on this device yet', next: 'They come when you are connected.', act: 'Try now' },
  refused: { why: 'You have no access to this page', next: 'Your access to {{ name }} does not include bills. Ask the clinic if you need it.' },
});
