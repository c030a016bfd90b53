import { useFormat, useI18n } from '../i18n/context.tsx';
import type { Format } from '../i18n/create-format.ts';
import type { I18n } from '../i18n/create-i18n.ts';
import type { ApiProblem, NoContact, NoKeeping } from './identity-api.ts';
import { sessionTexts } from './session-texts.ts';

export type Trouble = ApiProblem | { readonly contact: NoContact } | { readonly keeping: NoKeeping };

/** What is wrong with the code itself stands at its field; the rest (no network, locked) above the form. */
const ofCode: ReadonlySet<string> = new Set([
  'signIn.codeFormat', 'signIn.codeWrong', 'signIn.codeTries', 'signIn.codeExpired', 'signIn.totpWrong', 'signIn.totpUsed',
]);
export const isCodeTrouble = (trouble: Trouble | null): boolean => trouble !== null && 'code' in trouble && ofCode.has(trouble.code);

/** It stands at the field of the new password. */
export const isPasswordTrouble = (trouble: Trouble | null): boolean => trouble !== null && 'code' in trouble && trouble.code.startsWith('password.');

/** A refusal in the reader's language: why, and what to do. Times are given in the clinic's zone, days with them if not today. */
export function wordTrouble(i18n: Pick<I18n, 'find'>, format: Pick<Format, 'time' | 'stamp' | 'dayHeading'>, trouble: Trouble): string {
  if ('contact' in trouble) return i18n.find(sessionTexts, trouble.contact === 'noAnswer' ? 'offline' : 'notOurs') ?? '';
  if ('keeping' in trouble) return i18n.find(sessionTexts, trouble.keeping) ?? '';
  const { until, at, left, least } = trouble.params ?? {};
  const moment = Number(until ?? at ?? 0);
  const time = format.dayHeading(moment) === format.dayHeading(Date.now()) ? format.time(moment) : `${format.dayHeading(moment)}, ${format.time(moment)}`;
  return i18n.find(sessionTexts, `problem.${trouble.code}`, { time, count: Number(left ?? 0), least: Number(least ?? 0) }) ?? i18n.find(sessionTexts, 'problem.general') ?? '';
}

export function useTroubleWords(): (trouble: Trouble) => string {
  const i18n = useI18n();
  const format = useFormat();
  return (trouble) => wordTrouble(i18n, format, trouble);
}
