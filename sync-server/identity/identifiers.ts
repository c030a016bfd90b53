import { emailAddress } from '../../schema/patients.ts';
import type { Seal } from './seal.ts';

/** How `account.identifier` is written, so that one person is found however they type. */

/** Folded e-mail, or null when it is none. Providers' own rules (dots, plus signs) are theirs to know. */
export function emailIdentifier(text: string): string | null {
  const folded = text.normalize('NFKC').trim().toLowerCase();
  return emailAddress.safeParse(folded).success ? folded : null;
}

/** Letters and digits only, upper case: "123-456 789" and "123456789" are one id. Null when fewer than 4 remain. */
export function normalizeNationalId(text: string): string | null {
  const bare = text.normalize('NFKC').toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
  return bare.length >= 4 && bare.length <= 40 ? bare : null;
}

/** Same value as `patient_identifier.lookup`: the id itself is kept nowhere but sealed. */
export function nationalIdIdentifier(text: string, seal: Seal): string | null {
  const bare = normalizeNationalId(text);
  return bare === null ? null : seal.lookup(bare);
}

/** Staff user names: one across the installation. */
export function usernameIdentifier(text: string): string | null {
  const folded = text.normalize('NFKC').trim().toLowerCase();
  return /^[\p{L}\p{N}._@+-]{2,80}$/u.test(folded) ? folded : null;
}
