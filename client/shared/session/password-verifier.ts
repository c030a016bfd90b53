import * as z from 'zod/mini';

/**
 * Lets the password open a locked device without a network. PBKDF2 because browsers have it; 600,000 rounds of
 * HMAC-SHA-256 (OWASP's figure) and a salt of this device's own. Made only where the clinic has just confirmed the password.
 *
 * Not promised: that it stops whoever can read the device's storage; what they would unlock lies beside it.
 */
export const passwordVerifier = z.object({
  kind: z.literal('pbkdf2-sha256'),
  rounds: z.number().check(z.int(), z.positive()),
  salt: z.string(),
  hash: z.string(),
  /** Wrong tries since the last right one, and the device time before which no other is judged. */
  wrong: z.number(),
  waitUntil: z.number(),
});
export type PasswordVerifier = z.infer<typeof passwordVerifier>;

const ROUNDS = 600_000;
const FREE_TRIES = 5;
const FIRST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 3_600_000;

const toText = (bytes: ArrayBuffer | Uint8Array): string => btoa(String.fromCharCode(...new Uint8Array(bytes)));
const toBytes = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

async function derive(password: string, salt: Uint8Array<ArrayBuffer>, rounds: number): Promise<string> {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(password.normalize('NFKC')), 'PBKDF2', false, ['deriveBits']);
  return toText(await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }, key, 256));
}

/** @param rounds fewer only in tests */
export async function makeVerifier(password: string, rounds = ROUNDS): Promise<PasswordVerifier> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  return { kind: 'pbkdf2-sha256', rounds, salt: toText(salt), hash: await derive(password, salt, rounds), wrong: 0, waitUntil: 0 };
}

export type Verdict =
  | { readonly right: true; readonly verifier: PasswordVerifier }
  | { readonly right: false; readonly verifier: PasswordVerifier }
  /** Not judged: too many wrong ones. */
  | { readonly right: null; readonly until: number };

/**
 * Judges one try and gives the verifier to be kept instead. After five wrong ones each further one waits, a minute first,
 * an hour at most. A clock that was set back does not shorten the wait, one set forward does.
 */
export async function checkPassword(verifier: PasswordVerifier, password: string, now: number): Promise<Verdict> {
  if (now < verifier.waitUntil) return { right: null, until: Math.min(verifier.waitUntil, now + LONGEST_WAIT_MS) };
  if ((await derive(password, toBytes(verifier.salt), verifier.rounds)) === verifier.hash) {
    return { right: true, verifier: { ...verifier, wrong: 0, waitUntil: 0 } };
  }
  const wrong = verifier.wrong + 1;
  const wait = wrong < FREE_TRIES ? 0 : Math.min(FIRST_WAIT_MS * 2 ** (wrong - FREE_TRIES), LONGEST_WAIT_MS);
  return { right: false, verifier: { ...verifier, wrong, waitUntil: wait === 0 ? 0 : now + wait } };
}
