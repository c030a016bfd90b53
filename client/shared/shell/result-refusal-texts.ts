import { defineTexts } from '../i18n/define-texts.ts';

/** Why a decision about a result was not done. Kept apart from refusal-texts.ts for its length only. */
export const resultRefusalTexts = defineTexts('refusals.results', {
  result: {
    unknown: { reason: 'This result is not on your clinic’s records, or not any more.', remedy: 'Open the person’s results again.' },
    notYourOrder: { reason: 'You did not order this. Only a coordinator or whoever ordered it decides.', remedy: 'Ask the person who ordered it, or a coordinator.' },
    error: { reason: 'The laboratory says that this result was a mistake.', remedy: 'There is nothing to decide about it.' },
    notFinal: { reason: 'This result is not final yet.', remedy: 'Wait until the laboratory has finished it.' },
    notNormal: { reason: 'Not every value of this result was sent as normal.', remedy: 'Open it, read it, and decide on it by itself.' },
    notSo: { reason: 'This result does not stand where this could be done.', remedy: 'Open it and look at what was decided.' },
    changed: { reason: 'This result has changed since you read it.', remedy: 'Read it again, then decide.' },
    heldBy: { reason: '{{ by }} is holding this result.', remedy: 'Ask {{ by }}, or ask a coordinator to lift the hold.' },
    releasedBy: { reason: '{{ by }} released this {{ when }}.', remedy: 'The patient can read it already.' },
    noHolds: { reason: 'Your clinic does not hold results.', remedy: 'Release it, or speak with a coordinator.' },
    holdOver: { reason: 'The hold would be over already.', remedy: 'Choose a later day.' },
    holdTooLong: { reason: 'A result may be held for {{ days }} days at most.', remedy: 'Choose an earlier day.' },
    liftReason: { reason: 'Somebody else is holding this.', remedy: 'Say why you lift the hold: whoever held it will read that.' },
    opened: { reason: '{{ reader }} opened this {{ when }}. What was read cannot be taken back.', remedy: 'Speak with the person.' },
    lifted: { reason: '{{ by }} lifted your hold on “{{ name }}”: {{ reason }}', remedy: 'It awaits a decision again.' },
    holdEnded: { reason: 'Your hold on “{{ name }}” is over.', remedy: 'Decide on it: it awaits a decision again.' },
  },
});
