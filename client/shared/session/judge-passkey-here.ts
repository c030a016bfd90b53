import type { PasskeyAssertion } from '../../../schema/passkeys.ts';
import type { UnlockKey } from '../../../schema/unlock-keys.ts';

export interface ShownHere {
  readonly shown: PasskeyAssertion;
  /** What it was to sign: the clinic's words or this device's own. */
  readonly challenge: string;
  readonly origin: string;
}

const toBytes = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (char) => char.charCodeAt(0));
const sha256 = async (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

/** Present, and recognised by their device. */
const PRESENT_AND_VERIFIED = 0x05;

/**
 * Judges a passkey on the device itself, by the public keys the clinic told it (WebAuthn 3 §7.2): one of the account's own,
 * shown here, for this challenge, by a person their device recognised. Gives the counter it was shown with; null: it is not
 * right.
 *
 * Not promised: that it stops whoever can change the device's storage; what they would unlock lies beside it.
 */
export async function judgePasskeyHere(keys: readonly UnlockKey[], { shown, challenge, origin }: ShownHere): Promise<number | null> {
  const key = keys.find(({ credential }) => credential === shown.id);
  if (!key) return null;
  const clientData = toBytes(shown.response.clientDataJSON);
  if (!saysSo(clientData, challenge, origin)) return null;
  const data = toBytes(shown.response.authenticatorData);
  if (data.length < 37) return null;
  const party = await sha256(new TextEncoder().encode(key.rpId));
  if (!party.every((byte, i) => data[i] === byte)) return null;
  if (((data[32] ?? 0) & PRESENT_AND_VERIFIED) !== PRESENT_AND_VERIFIED) return null;
  const counter = new DataView(data.buffer, data.byteOffset).getUint32(33);
  if ((counter > 0 || key.counter > 0) && counter <= key.counter) return null;
  const signed = new Uint8Array([...data, ...(await sha256(clientData))]);
  return (await fits(key.publicKey, toBytes(shown.response.signature), signed)) ? counter : null;
}

function saysSo(clientData: Uint8Array<ArrayBuffer>, challenge: string, origin: string): boolean {
  try {
    const said: unknown = JSON.parse(new TextDecoder().decode(clientData));
    if (typeof said !== 'object' || said === null) return false;
    const { type, challenge: signed, origin: from, crossOrigin } = said as Record<string, unknown>;
    return type === 'webauthn.get' && signed === challenge && from === origin && crossOrigin !== true;
  } catch {
    return false;
  }
}

async function fits(publicKey: UnlockKey['publicKey'], signature: Uint8Array<ArrayBuffer>, signed: Uint8Array<ArrayBuffer>): Promise<boolean> {
  if (publicKey.kty === 'RSA') {
    const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
    const key = await crypto.subtle.importKey('jwk', { ...publicKey, alg: 'RS256' }, algorithm, false, ['verify']);
    return crypto.subtle.verify(algorithm, key, signature, signed);
  }
  const raw = fromDer(signature);
  if (raw === null) return false;
  const key = await crypto.subtle.importKey('jwk', publicKey, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, raw, signed);
}

/** Passkeys sign as SEQUENCE { r, s }, browsers verify r‖s of 32 bytes each. */
function fromDer(der: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const raw = new Uint8Array(64);
  let at = 2;
  if (der[0] !== 0x30 || der[1] !== der.length - 2) return null;
  for (const end of [32, 64]) {
    const length = der[at + 1] ?? 0;
    let part = der.subarray(at + 2, at + 2 + length);
    if (der[at] !== 0x02 || part.length !== length || length === 0) return null;
    while (part.length > 32 && part[0] === 0) part = part.subarray(1);
    if (part.length > 32) return null;
    raw.set(part, end - part.length);
    at += 2 + length;
  }
  return at === der.length ? raw : null;
}
