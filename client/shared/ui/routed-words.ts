import type { RoutedNotice } from '../../../schema/messages.ts';
import { useT } from '../i18n/context.tsx';
import { useDayName } from './closed-words.ts';
import { routedTexts } from './routed-texts.ts';

/** B45: who reads it instead, in the reader's language: over the box before sending, and as an automatic answer. */
export function useRoutedWords(): (notice: RoutedNotice) => string {
  const t = useT(routedTexts);
  const dayName = useDayName();
  return ({ kind, name, to, until, words }) => {
    const reader = to ?? t('colleague');
    return kind === 'left' ? t('left', { name, to: reader }) : `${t('away', { name, day: until === null ? '' : dayName(until), to: reader })} ${words}`.trim();
  };
}
