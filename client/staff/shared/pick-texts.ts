import { defineTexts } from '../../shared/i18n/define-texts.ts';

export const pickTexts = defineTexts('staff.pick', {
  count: { one: '{{ count }} to choose from', other: '{{ count }} to choose from' },
  nothing: 'Nothing found. Try fewer letters.',
});
