import { verify } from 'node:crypto';
import { refuse, type Refusal } from '../../schema/outcome.ts';
import type { DeviceKeys } from './device-keys.ts';
import type { ReadEnvelope } from './read-envelope.ts';

/**
 * The signature says who asks (R11), nothing else does: ECDSA P-256 over the envelope's exact UTF-8 bytes, r‖s, by the
 * key registered for that account and device.
 * @returns null when it holds. `device.unknown` and `request.signature` tell apart a key the record lost (an old backup
 *   was restored: sign in again) from a forgery; device ids are unguessable, so that tells a stranger nothing.
 */
export async function verifySignature({ envelope, bytes, signature }: ReadEnvelope, keys: DeviceKeys): Promise<Refusal | null> {
  const device = await keys.find(envelope.device);
  if (!device || device.account !== envelope.account) return refuse('device.unknown');
  const raw = Buffer.from(signature, 'base64url');
  const holds = raw.byteLength === 64 && verify('sha256', bytes, { key: device.key, dsaEncoding: 'ieee-p1363' }, raw);
  return holds ? null : refuse('request.signature');
}
