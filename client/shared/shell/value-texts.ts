import { defineTexts } from '../i18n/define-texts.ts';

/** Words for values that stand inside sentences: registers as the wire has them, times, a name nobody knows. */
export const valueTexts = defineTexts('values', {
  somebody: 'A colleague',
  later: 'later',
  atTime: 'at {{ time }}',
  onDay: 'on {{ day }}',
  free: 'Free: {{ times }}',
  values: {
    urgent: 'Urgent',
    today: 'Today',
    routine: 'Routine',
    true: 'on',
    false: 'off',
  },
});
