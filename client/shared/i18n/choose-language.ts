import { dropDeviceSetting, readDeviceSetting, writeDeviceSetting } from '../local/device-settings.ts';
import { keepPart } from '../local/kept-part.ts';
import type { I18n } from './create-i18n.ts';

/** Codes of the languages of both apps. */
export const offeredLanguages: readonly string[] = ['en', 'hu'];

/** What is shown now: all that a start reads (kept-language.ts). */
const SHOWN = 'language';
/** Of the device, for whoever stands before its sign-in page (null); and of each person who has signed in here. */
const keyOf = (account: string | null): string => `language.${account ?? 'device'}`;
/** Chosen on the sign-in page: whoever signs in next chose it. */
const PICKED = 'language.picked';

/** What was chosen here; else the first of the device's own languages that there is. */
function languageFor(account: string | null): string {
  const kept = [readDeviceSetting(keyOf(account)), readDeviceSetting(keyOf(null)), ...navigator.languages.map((one) => one.split('-')[0])];
  return kept.find((one): one is string => offeredLanguages.some((code) => code === one)) ?? 'en';
}

/** One after the other, so that the last one asked for is the one that stays. */
let showing: Promise<unknown> = Promise.resolve();

/** False when it could not be fetched: everything stays as it is, and nothing is kept. */
function show(i18n: I18n, code: string): Promise<boolean> {
  const shown = showing.then(() => turnTo(i18n, code));
  showing = shown;
  return shown;
}

async function turnTo(i18n: I18n, code: string): Promise<boolean> {
  try {
    await i18n.setLanguage(code);
  } catch {
    return false; // no network, or not the clinic's answer
  }
  writeDeviceSetting(SHOWN, code);
  void keepPart(`language-${code}`);
  return true;
}

/** Who has chosen on this page since they came in: what follows them later is older than that. */
let chooser: string | null = null;

/** `account` null: for the sign-in page. False: it could not be fetched, and the page says so. */
export async function chooseLanguage(i18n: I18n, code: string, account: string | null): Promise<boolean> {
  chooser = account;
  const shown = await show(i18n, code);
  if (!shown) chooser = null;
  if (shown && account !== null) dropDeviceSetting(PICKED);
  if (shown) writeDeviceSetting(keyOf(account), code);
  if (shown && account === null) writeDeviceSetting(PICKED, code);
  return shown;
}

/** When somebody has come in, and when they have gone (null). What cannot be fetched comes with a later start. */
export function followPerson(i18n: I18n, account: string | null): void {
  if (account !== null && account === chooser) return;
  chooser = null;
  const picked = readDeviceSetting(PICKED);
  if (account !== null && picked !== null) writeDeviceSetting(keyOf(account), picked);
  if (account !== null) dropDeviceSetting(PICKED);
  void show(i18n, languageFor(account));
}

/** The sign-in page on this device for the first time: in the device's own language, where there is one. */
export function greet(i18n: I18n): void {
  if (readDeviceSetting(SHOWN) === null) followPerson(i18n, null);
}
