import { readDeviceSetting } from '../local/device-settings.ts';
import type { I18n } from './create-i18n.ts';

/** Longer than a device needs to read its own files; a line that needs longer shows English first. */
const PATIENCE_MS = 2_000;

/** The language this device showed last, before the first page is drawn. What cannot be fetched leaves English. */
export function restoreLanguage(i18n: I18n): Promise<unknown> {
  const words = i18n.setLanguage(readDeviceSetting('language') ?? 'en').catch(() => null);
  return Promise.race([words, new Promise((resolve) => { setTimeout(resolve, PATIENCE_MS); })]);
}
