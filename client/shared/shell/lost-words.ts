import { useFormat, useT } from '../i18n/context.tsx';
import type { KeptMarker } from '../local/kept-marker.ts';
import { lostTexts } from './lost-texts.ts';

/** How much was at risk, a sentence each. */
export function useLostWords(): (lost: KeptMarker) => readonly string[] {
  const t = useT(lostTexts);
  const f = useFormat();
  return ({ unsent, drafts, since }) => [
    ...(unsent === 0 ? [] : [since === null ? t('unsent', { count: unsent }) : t('unsentSince', { count: unsent, since: f.dated(since) })]),
    ...(drafts === 0 ? [] : [t('drafts', { count: drafts })]),
    ...(unsent === 0 && drafts === 0 ? [t('nothing')] : []),
  ];
}
