import { dropDeviceSetting, readDeviceSetting, writeDeviceSetting } from '../local/device-settings.ts';
import type { I18n } from './create-i18n.ts';
import { languageFor, languageKey } from './kept-language.ts';

/** Chosen on the sign-in page: whoever signs in next chose it. */
const PICKED = 'language-picked';

/** `account` null: for the sign-in page. False when it could not be fetched: everything stays as it is, and nothing is kept. */
export async function chooseLanguage(i18n: I18n, code: string, account: string | null): Promise<boolean> {
  try {
    await i18n.setLanguage(code);
  } catch {
    return false; // no network, or not the clinic's answer: the page says so
  }
  writeDeviceSetting(languageKey(account), code);
  if (account === null) writeDeviceSetting(PICKED, code);
  keepLanguage(code);
  return true;
}

/** When somebody has come in, and when they have gone (null). */
export function followPerson(i18n: I18n, account: string | null): void {
  const picked = readDeviceSetting(PICKED);
  if (account !== null && picked !== null) writeDeviceSetting(languageKey(account), picked);
  if (account !== null) dropDeviceSetting(PICKED);
  const code = languageFor(i18n, account);
  // What cannot be fetched leaves the language it is in; the next start tries again.
  void i18n.setLanguage(code).then(() => keepLanguage(code), () => undefined);
}

/** From then on the worker keeps a language's files on the device, in each new version of the app, too. */
export function keepLanguage(language: string): void {
  if (!('serviceWorker' in navigator)) return;
  void navigator.serviceWorker.ready.then((registration) => registration.active?.postMessage({ type: 'KEEP_LANGUAGE', language }));
}
