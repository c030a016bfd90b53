import type { JSX } from 'solid-js';
import { useT } from '../../shared/i18n/context.tsx';
import { SchedulePage } from '../shared/schedule/schedule-page.tsx';
import { deskTexts } from '../shared/schedule/texts.ts';

/** The front desk: every visit of a place. */
export function DeskPage(): JSX.Element {
  const t = useT(deskTexts);
  return <SchedulePage current="appointments" title={t('title')} />;
}
