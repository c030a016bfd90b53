import { NOTE_MAX, WORDS_MAX } from '../../schema/chart.ts';
import type { Quantity } from './clinical-shapes.ts';
import { conceptText } from './person-parts.ts';
import type { Concept } from './resource-shapes.ts';

/** FHIR values → what a record says of them. Nothing is worked out: what was not sent is null or ''. */

/** Cut to what a view has room for; the whole stays in the kept resource. */
export function clip(text: string | undefined, longest = WORDS_MAX): string {
  const trimmed = (text ?? '').trim();
  if (trimmed.length <= longest) return trimmed;
  return `${trimmed.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

export const orNull = (text: string): string | null => (text === '' ? null : text);
export const wordsOf = (concept: Concept | undefined): string => clip(conceptText(concept));
export const wordsOrNull = (concept: Concept | undefined): string | null => orNull(wordsOf(concept));
export const firstWords = (concepts: readonly Concept[] | undefined): string | null => (concepts ?? []).map(wordsOf).find((words) => words !== '') ?? null;
export const codeText = (code: string | undefined): string => clip(code, 64);

/** The code a FHIR value set has for it; else the words that stand there. */
export function codeOf(concept: Concept | undefined): string | null {
  return orNull(codeText(concept?.coding?.find((coding) => coding.code)?.code ?? conceptText(concept)));
}

export function joinNotes(notes: readonly { text?: string | undefined }[] | undefined): string | null {
  return orNull(clip((notes ?? []).map(({ text }) => text ?? '').filter(Boolean).join('\n'), NOTE_MAX));
}

/** As far as it was given; an instant in UTC, to the second. What the view's shape would not take is no time. */
export function careTimeOf(value: string | undefined): string | null {
  if (value === undefined) return null;
  if (/^\d{4}(-\d{2}(-\d{2})?)?$/.test(value)) return value;
  const at = new Date(value);
  const written = Number.isNaN(at.getTime()) ? '' : `${at.toISOString().slice(0, 19)}Z`;
  return /^\d{4}-/.test(written) ? written : null;
}

/** Digits as they were sent. */
export function digitsOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return JSON.isRawJSON(value) ? JSON.stringify(value) : null;
}

export function numberOf(value: unknown): number | null {
  const digits = digitsOf(value);
  const number = digits === null ? Number.NaN : Number(digits);
  return Number.isFinite(number) ? number : null;
}

export const unitOf = (quantity: Quantity | undefined): string => clip(quantity?.unit ?? quantity?.code);

/** "<5 mg/dL". */
export function quantityWords(quantity: Quantity | undefined): string {
  const digits = digitsOf(quantity?.value);
  return digits === null ? '' : clip(`${quantity?.comparator ?? ''}${digits} ${unitOf(quantity)}`);
}
