import type { OpenSpan } from '../../../schema/opening-hours.ts';

/** Hours of a day as people type them: "8.30-12, 13:30–17:00". */
export const writeDay = (spans: readonly OpenSpan[]): string => spans.map(({ from, to }) => `${from}–${to}`).join(', ');

/** "8.30-12, 13:30–17:00" → spans; null: not readable. */
export function readDay(typed: string): OpenSpan[] | null {
  const parts = typed.split(/[,;]/).map((part) => part.trim()).filter((part) => part !== '');
  const spans: OpenSpan[] = [];
  for (const part of parts) {
    const [, fromHour = '', fromMinute = '00', toHour = '', toMinute = '00'] = /^(\d{1,2})(?:[:.](\d{2}))?\s*(?:-|–|—|to)\s*(\d{1,2})(?:[:.](\d{2}))?$/.exec(part) ?? [];
    if (fromHour === '') return null;
    spans.push({ from: `${fromHour.padStart(2, '0')}:${fromMinute}`, to: `${toHour.padStart(2, '0')}:${toMinute}` });
  }
  return spans;
}
