import * as z from 'zod/mini';
import { id, instant } from './ids.ts';

/**
 * One request as its author signed it. Serialised once, when it is saved; those bytes are kept, signed and sent as
 * they are (R2), so a proxy or an old client can never re-encode a request into another one.
 */
export const envelope = z.object({
  id,
  account: id,
  /** The key that signed: one per account and device. */
  device: id,
  /** Position among this device's requests, from 1; gaps allowed (R4). */
  n: z.number().check(z.int(), z.positive()),
  /** Requests of the same device this one depends on (R4). */
  after: z.optional(z.array(id).check(z.maxLength(16))),
  type: z.string().check(z.regex(/^[a-z]+\.[a-z][A-Za-z]*$/)),
  /** Version of the body's shape. */
  v: z.number().check(z.int(), z.positive()),
  /** The register stamp the author was looking at (R6). */
  saw: z.optional(instant),
  /** Not sent before this device time: the undo window (R9). */
  notBefore: z.optional(instant),
  /** The device's clock when it was saved. Shown as such; never a reason to refuse (R3). */
  deviceTime: instant,
  body: z.unknown(),
});
export type Envelope = z.infer<typeof envelope>;

/** The longest signed request, in UTF-8 bytes. A longer one is refused with `request.tooLong`. */
export const MAX_REQUEST_BYTES = 64 * 1024;
