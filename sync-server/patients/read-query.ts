import { bareNumber } from '../shared/patient-search.ts';
import { foldText } from '../../schema/fold-text.ts';

/** What staff typed, taken apart. */
export interface PatientQuery {
  /** Folded words, each the beginning of a word of the name. */
  readonly words: readonly string[];
  /** Days the typed date may mean: 02/05/1992 is two of them. */
  readonly days: readonly string[];
  /** Digits somewhere in phone, record number or birth date. */
  readonly numbers: readonly string[];
  /** All of it without spaces, where it has a digit: a record number, a phone, a national id. */
  readonly whole: string | null;
}

const isoDate = /\b(\d{4})-(\d{1,2})-(\d{1,2})\b/g;
const writtenDate = /\b(\d{1,2})[./\s-]\s?(\d{1,2})[./\s-]\s?(\d{4})\b/g;

export function readQuery(typed: string): PatientQuery {
  const days: string[] = [];
  const take = (year: string, month: string, day: string): boolean => {
    const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    const date = new Date(`${written}T00:00:00Z`);
    const real = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(written) && written > '1880' && written < '2100';
    if (real) days.push(written);
    return real;
  };
  const rest = typed
    .replace(isoDate, (all, year: string, month: string, day: string) => (take(year, month, day) ? ' ' : all))
    .replace(writtenDate, (all, one: string, two: string, year: string) => [take(year, two, one), take(year, one, two)].includes(true) ? ' ' : all);
  // "+254 712 345-678" is one number, "Hassan 20418" a word and a number.
  const numbers = [...rest.matchAll(/\+?\d(?:[\d\s().-]*\d)?/g)].map(([text]) => text.replace(/\D/g, '').replace(/^0+(?=\d)/, ''));
  const letters = rest.replace(/\+?\d(?:[\d\s().-]*\d)?/g, ' ');
  return {
    words: [...new Set(foldText(letters).split(' ').filter((word) => word !== ''))],
    days: [...new Set(days)],
    numbers: numbers.filter((number) => number.length > 0),
    whole: /\d/.test(typed) ? bareNumber(typed) || null : null,
  };
}
