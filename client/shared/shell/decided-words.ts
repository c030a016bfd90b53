import type { Refusal } from '../../../schema/outcome.ts';
import { useFormat, useI18n, useT } from '../i18n/context.tsx';
import { useRefusalWords } from './refusal-words.ts';
import { shellTexts } from './shell-texts.ts';
import { valueTexts } from './value-texts.ts';

/** Somebody else's decision stands instead of the reader's: who and when first, then what was not applied. */
export interface DecidedWords {
  readonly who: string;
  readonly sentence: string;
  readonly notApplied: string;
}

export interface Decided {
  readonly refusal: Refusal;
  /** The reader's own act, in words, and when they did it; absent where only the record knows. */
  readonly act?: string | undefined;
  readonly savedAt?: number | undefined;
  readonly answeredAt?: number | undefined;
}

/** Longer than any hold and any slow answer: in between the device could not reach the clinic. */
const AWAY_MS = 60_000;

export function useDecidedWords(): (decided: Decided) => DecidedWords {
  const t = useT(shellTexts);
  const i18n = useI18n();
  const f = useFormat();
  const words = useRefusalWords();
  return ({ refusal, act, savedAt, answeredAt }) => {
    const { reason, remedy } = words(refusal);
    const by = refusal.params?.['by'];
    const wasAway = savedAt !== undefined && answeredAt !== undefined && answeredAt - savedAt > AWAY_MS;
    return {
      who: typeof by === 'string' && by !== '' ? by : i18n.translate(valueTexts)('somebody'),
      sentence: wasAway ? t('needsYou.whileOffline', { who: reason.replace(/\.$/, '') }) : reason,
      notApplied: act !== undefined && savedAt !== undefined ? t('needsYou.notApplied', { act, time: f.stamp(savedAt) }) : remedy,
    };
  };
}
