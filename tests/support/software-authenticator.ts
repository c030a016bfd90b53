import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import type { PasskeyAssertion, PasskeyAttestation, PasskeyCreation, PasskeyRequest } from '../../schema/passkeys.ts';

/** What an attacker, or a device that is not what it says, does differently. */
export interface Twist {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly type?: string;
  /** False: nobody's finger or PIN was asked for. */
  readonly verified?: boolean;
  readonly present?: boolean;
  readonly counter?: number;
  readonly crossOrigin?: boolean;
}

/**
 * A passkey device in software, byte for byte as the standard has it (WebAuthn 3, CTAP 2): CBOR, COSE, real signatures. It
 * signs whatever it is told to, which no real one does.
 */
export class SoftwareAuthenticator {
  readonly id = randomBytes(32).toString('base64url');
  readonly #kind: 'EC' | 'RSA';
  readonly #key: { publicKey: KeyObject; privateKey: KeyObject };
  readonly #origin: string;
  /** Grows at every use; null: always 0, as synced passkeys say. */
  counter: number | null;

  constructor(origin: string, given: { readonly kind?: 'EC' | 'RSA'; readonly counter?: number | null } = {}) {
    this.#origin = origin;
    this.#kind = given.kind ?? 'EC';
    this.counter = given.counter === undefined ? 0 : given.counter;
    this.#key = this.#kind === 'EC' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('rsa', { modulusLength: 2048 });
  }

  make(options: PasskeyCreation, twist: Twist = {}): PasskeyAttestation {
    const clientData = this.#clientData('webauthn.create', options.challenge, twist);
    const id = Buffer.from(this.id, 'base64url');
    const authData = Buffer.concat([
      this.#authData(options.rp.id, twist, 0x40), Buffer.alloc(16), Buffer.from([id.length >> 8, id.length & 0xff]), id, this.#coseKey(),
    ]);
    const attestationObject = cborMap([[cborText('fmt'), cborText('none')], [cborText('attStmt'), cborMap([])], [cborText('authData'), cborBytes(authData)]]);
    return {
      id: this.id, rawId: this.id, type: 'public-key',
      response: { attestationObject: attestationObject.toString('base64url'), clientDataJSON: clientData.toString('base64url'), transports: ['internal'] },
    };
  }

  show(options: Pick<PasskeyRequest, 'challenge' | 'rpId'>, twist: Twist = {}): PasskeyAssertion {
    const clientData = this.#clientData('webauthn.get', options.challenge, twist);
    const authData = this.#authData(options.rpId, twist, 0);
    const signed = Buffer.concat([authData, createHash('sha256').update(clientData).digest()]);
    return {
      id: this.id, rawId: this.id, type: 'public-key',
      response: {
        authenticatorData: authData.toString('base64url'), clientDataJSON: clientData.toString('base64url'),
        signature: sign('sha256', signed, this.#key.privateKey).toString('base64url'),
      },
    };
  }

  #clientData(type: string, challenge: string, twist: Twist): Buffer {
    return Buffer.from(JSON.stringify({
      type: twist.type ?? type, challenge: twist.challenge ?? challenge, origin: twist.origin ?? this.#origin, crossOrigin: twist.crossOrigin ?? false,
    }));
  }

  #authData(rpId: string, twist: Twist, flags: number): Buffer {
    if (this.counter !== null) this.counter += 1;
    const count = Buffer.alloc(4);
    count.writeUInt32BE(twist.counter ?? this.counter ?? 0);
    const told = flags | (twist.present === false ? 0 : 0x01) | (twist.verified === false ? 0 : 0x04);
    return Buffer.concat([createHash('sha256').update(twist.rpId ?? rpId).digest(), Buffer.from([told]), count]);
  }

  #coseKey(): Buffer {
    const jwk = this.#key.publicKey.export({ format: 'jwk' });
    const part = (text: unknown): Buffer => cborBytes(Buffer.from(String(text), 'base64url'));
    return this.#kind === 'EC'
      ? cborMap([[cborInt(1), cborInt(2)], [cborInt(3), cborInt(-7)], [cborInt(-1), cborInt(1)], [cborInt(-2), part(jwk['x'])], [cborInt(-3), part(jwk['y'])]])
      : cborMap([[cborInt(1), cborInt(3)], [cborInt(3), cborInt(-257)], [cborInt(-1), part(jwk['n'])], [cborInt(-2), part(jwk['e'])]]);
  }
}

/** RFC 8949, as much as there is in a passkey. */
function cborHead(major: number, value: number): Buffer {
  if (value < 24) return Buffer.from([(major << 5) | value]);
  if (value < 0x100) return Buffer.from([(major << 5) | 24, value]);
  return Buffer.from([(major << 5) | 25, value >> 8, value & 0xff]);
}
const cborInt = (value: number): Buffer => (value < 0 ? cborHead(1, -1 - value) : cborHead(0, value));
const cborBytes = (value: Buffer): Buffer => Buffer.concat([cborHead(2, value.length), value]);
const cborText = (value: string): Buffer => Buffer.concat([cborHead(3, Buffer.byteLength(value)), Buffer.from(value)]);
const cborMap = (entries: readonly (readonly [Buffer, Buffer])[]): Buffer => Buffer.concat([cborHead(5, entries.length), ...entries.flat()]);
