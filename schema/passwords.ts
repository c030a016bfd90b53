import type { PasswordRule } from './clinic.ts';

// What a new password needs: the same on the device and on the server. ---------------------------------------------------

export const passwordGaps = ['password.tooShort', 'password.needsLower', 'password.needsUpper', 'password.needsDigit'] as const;
export type PasswordGap = (typeof passwordGaps)[number];

/** Characters a new password needs at least. */
export const leastCharacters = (rule: PasswordRule): number => (rule === 'length' ? 12 : 8);

/** What a new password lacks (C78). */
export function passwordLacks(password: string, rule: PasswordRule): PasswordGap[] {
  const judged: Record<PasswordGap, boolean> = {
    'password.tooShort': [...password].length < leastCharacters(rule),
    'password.needsLower': rule === 'mixed' && !/\p{Ll}/u.test(password),
    'password.needsUpper': rule === 'mixed' && !/\p{Lu}/u.test(password),
    'password.needsDigit': rule === 'mixed' && !/\p{Nd}/u.test(password),
  };
  return passwordGaps.filter((gap) => judged[gap]);
}
