import { defineTexts } from '../i18n/define-texts.ts';

/** Why something about hours, absences or holidays was not done. Kept apart from refusal-texts.ts for its length only. */
export const scheduleRefusalTexts = defineTexts('refusals.schedules', {
  schedule: {
    unknown: { reason: 'Something it names is not at your clinic any more.', remedy: 'Open the hours again and choose anew.' },
    changedBy: { reason: '{{ by }} changed this {{ when }}, after you had opened it.', remedy: 'Look at what stands now, then decide again.' },
    full: { reason: 'Your clinic has as many of these as it can have.', remedy: 'Remove or end what is not needed any more.' },
    order: { reason: 'The end is before the beginning.', remedy: 'Change one of the two.' },
    where: { reason: 'Extra hours need a place.', remedy: 'Choose where.' },
    twice: { reason: 'There are hours of theirs at {{ place }} for some of these days already.', remedy: 'Change those, or let them end before these begin.' },
    elsewhere: { reason: 'At some of these times they are at {{ place }}.', remedy: 'Change the times, or the hours at {{ place }}.' },
    gone: { reason: 'This was removed already.', remedy: 'There is nothing left to do.' },
  },
  range: {
    ends: { reason: 'The range has no end, or its low end is not below its high one.', remedy: 'Write at least one end, the lower one first.' },
    ages: { reason: 'The first age is not below the second.', remedy: 'Change one of the two.' },
    overlaps: { reason: 'Another range of {{ name }} is for some of these people on some of these days, in the same unit.', remedy: 'Let that one end before this one begins, or change for whom it is.' },
  },
});
