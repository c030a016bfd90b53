import type { OpenItems } from '../../../schema/colleagues.ts';
import { useT } from '../../shared/i18n/context.tsx';
import { colleaguesTexts } from './texts.ts';

/** What is open of somebody, a line for each kind there is. */
export function useItemWords(): (items: OpenItems) => string[] {
  const t = useT(colleaguesTexts);
  return (items) => (['assigned', 'addressed', 'covers', 'appointments', 'bookings', 'schedules'] as const).flatMap((kind) => (items[kind] > 0 ? [t(`items.${kind}`, { count: items[kind] })] : []));
}
