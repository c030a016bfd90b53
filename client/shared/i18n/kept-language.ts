import { readDeviceSetting } from '../local/device-settings.ts';
import type { I18n } from './create-i18n.ts';

/** Of the device, for whoever stands before its sign-in page (null); and of each person who has signed in here, by account. */
export const languageKey = (account: string | null): string => (account === null ? 'language' : `language.${account}`);

/** What was chosen here; else the first of the device's own languages that there is. */
export function languageFor(i18n: I18n, account: string | null): string {
  const kept = [readDeviceSetting(languageKey(account)), readDeviceSetting(languageKey(null)), ...navigator.languages.map((one) => one.split('-')[0])];
  return kept.find((one): one is string => i18n.offered.some((code) => code === one)) ?? 'en';
}

/** Longer than a device needs to read its own files; a line that needs longer shows English first. */
const PATIENCE_MS = 2_000;

/** Before the first page is drawn, so that nobody reads another language first. What cannot be fetched leaves English. */
export function restoreLanguage(i18n: I18n, account: string | null): Promise<unknown> {
  const words = i18n.setLanguage(languageFor(i18n, account)).catch((cause: unknown) => cause);
  return Promise.race([words, new Promise((resolve) => { setTimeout(resolve, PATIENCE_MS); })]);
}
