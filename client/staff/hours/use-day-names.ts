import { createMemo, type Accessor } from 'solid-js';
import { useI18n } from '../../shared/i18n/context.tsx';

/** Monday first. */
export function useDayNames(length: 'long' | 'short'): Accessor<readonly string[]> {
  const i18n = useI18n();
  // 1 January 2024 was a Monday.
  return createMemo(() => Array.from({ length: 7 }, (_, at) => new Intl.DateTimeFormat(i18n.language(), { weekday: length, timeZone: 'UTC' }).format(Date.UTC(2024, 0, 1 + at))));
}
