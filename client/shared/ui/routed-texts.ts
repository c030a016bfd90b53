import { defineTexts } from '../i18n/define-texts.ts';

export const routedTexts = defineTexts('routed', {
  away: '{{ name }} is away until {{ day }}. {{ to }} reads your messages instead.',
  left: '{{ name }} does not answer here any more. {{ to }} reads your messages now.',
  colleague: 'A colleague',
});
