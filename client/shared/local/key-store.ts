import type { AccountDatabase, StoredKey } from './account-database.ts';
import { steadily } from './steady.ts';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const signing = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** A key pair that is not stored yet: made before it is known whose it will be. */
export interface NewKey {
  readonly privateKey: CryptoKey;
  readonly publicKey: JsonWebKey;
}

/** The private half cannot be exported: it signs on this device, or nowhere. */
export async function makeKey(): Promise<NewKey> {
  const { privateKey, publicKey } = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify']);
  return { privateKey, publicKey: await crypto.subtle.exportKey('jwk', publicKey) };
}

/** Keeps the key under the device id the server gave it. */
export async function keepKey(database: AccountDatabase, id: string, key: NewKey, now: number): Promise<void> {
  const stored: StoredKey = { id, ...key, createdAt: now };
  await steadily(database, () => database.keys.put(stored));
}

export async function findKey(database: AccountDatabase, id: string): Promise<StoredKey | null> {
  return (await steadily(database, () => database.keys.get(id))) ?? null;
}

/** r‖s over the text's UTF-8 bytes, base64url: what the server verifies. */
export async function signText(key: CryptoKey, text: string): Promise<string> {
  const signature = new Uint8Array(await crypto.subtle.sign(signing, key, new TextEncoder().encode(text)));
  return btoa(String.fromCharCode(...signature)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
}
