import { randomInt } from 'node:crypto';
import { oneTimeWords } from './one-time-words.ts';

/** A one-time password is dead after this. */
export const ONE_TIME_HOURS = 72;

/**
 * "Maple-Tiger-Canoe-47": read out at a counter, typed on a phone. Three of 256 words and two digits are 30 bits: with ten
 * wrong tries a quarter of an hour and 72 hours to live, a guess succeeds once in 500,000 such passwords.
 */
export function makeOneTimePassword(): string {
  const word = (): string => oneTimeWords[randomInt(oneTimeWords.length)] ?? '';
  return `${word()}-${word()}-${word()}-${randomInt(10, 100)}`;
}
