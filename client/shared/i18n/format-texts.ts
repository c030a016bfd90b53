import { defineTexts } from './define-texts.ts';

/** Spaces before units are no-break spaces: a number keeps its unit on its line. */
export const formatTexts = defineTexts('shared.format', {
  dayAndTime: '{{ day }}, {{ time }}',
  minutes: '{{ count }}\u00a0min',
  hours: '{{ hours }}\u00a0h\u00a0{{ minutes }}',
  months: { one: '{{ count }} month', other: '{{ count }} months' },
  weeks: { one: '{{ count }} week', other: '{{ count }} weeks' },
  kilobytes: '{{ size }}\u00a0KB',
  megabytes: '{{ size }}\u00a0MB',
  unknown: '–',
});
