import { dropDeviceSetting, readDeviceSetting, writeDeviceSetting } from './device-settings.ts';

const KEY = 'holdBytes';
const ALL = 'all';
const MB = 1_048_576;

/** What a person can choose between, in bytes; Infinity: all that the clinic lists, as far as the browser allows. */
export const budgets: readonly number[] = [25 * MB, 50 * MB, 100 * MB, 250 * MB, Number.POSITIVE_INFINITY];
const FIRST = 100 * MB;

/** How much of what can be fetched again this device keeps for each person who uses it. What is not sent counts nothing. */
export function readBudget(): number {
  const kept = readDeviceSetting(KEY);
  if (kept === ALL) return Number.POSITIVE_INFINITY;
  const bytes = Number(kept ?? FIRST);
  return bytes > 0 ? bytes : FIRST;
}

export function writeBudget(bytes: number): boolean {
  return writeDeviceSetting(KEY, Number.isFinite(bytes) ? String(bytes) : ALL);
}

const LATER = 'recordsLater';
/** Its person wanted what is work first: records come when they are opened. */
export const areRecordsLater = (): boolean => readDeviceSetting(LATER) !== null;
export const setRecordsLater = (later: boolean): void => (later ? void writeDeviceSetting(LATER, 'yes') : dropDeviceSetting(LATER));
