import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { newId } from '../../schema/ids.ts';
import type { SignedRequest } from '../../schema/sync.ts';

/** A device as the server sees one: a key that signs for one account, and a running number. */
export interface SigningDevice {
  readonly id: string;
  readonly account: string;
  readonly publicKey: object;
  /** For a device that signs with WebCrypto. */
  readonly privateKey: JsonWebKey;
  /** The next request, its bytes fixed and signed. `over`: fields of the envelope other than the usual ones. */
  request(type: string, body: unknown, over?: Readonly<Record<string, unknown>>): SignedRequest & { readonly id: string };
  /** Signs any text: for envelopes that nobody should send. */
  sign(text: string): string;
}

export function createSigningDevice(account: string, clock: () => number = Date.now): SigningDevice {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = newId();
  let n = 0;
  return {
    id,
    account,
    publicKey: publicKey.export({ format: 'jwk' }),
    privateKey: privateKey.export({ format: 'jwk' }),
    request(type, body, over = {}) {
      n += 1;
      const envelope = { id: newId(), account, device: id, n, type, v: 1, deviceTime: clock(), ...over, body };
      const bytes = JSON.stringify(envelope);
      return { id: String(envelope.id), bytes, signature: signText(privateKey, bytes) };
    },
    sign: (text) => signText(privateKey, text),
  };
}

/** r‖s, base64url: as WebCrypto signs on a device. */
function signText(key: KeyObject, text: string): string {
  return sign('sha256', Buffer.from(text, 'utf8'), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
}
