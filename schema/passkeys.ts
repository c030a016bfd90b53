import * as z from 'zod/mini';
import { id } from './ids.ts';
import { credentialId, transports, unlockKey } from './unlock-keys.ts';

// What a browser and the clinic say to each other about passkeys (WebAuthn), as JSON. -----------------------------------

const bytes = (most: number) => z.string().check(z.regex(/^[A-Za-z0-9_-]*$/), z.maxLength(most));
const descriptor = z.object({ id: credentialId, type: z.literal('public-key'), transports });

/** ES256 and RS256: what platforms make, and what every browser we serve can verify by itself (EdDSA is not among that). */
export const PASSKEY_ALGORITHMS: readonly (-7 | -257)[] = [-7, -257];
/** Several devices of one person; not a hundred. */
export const MOST_PASSKEYS = 10;

/** What the browser is asked to show a passkey with. */
export const passkeyRequest = z.object({
  challenge: bytes(128),
  rpId: z.string(),
  allowCredentials: z.array(descriptor),
  timeout: z.number(),
  userVerification: z.literal('required'),
});
export type PasskeyRequest = z.infer<typeof passkeyRequest>;

/** What the browser is asked to make one with. */
export const passkeyCreation = z.object({
  challenge: bytes(128),
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: bytes(128), name: z.string(), displayName: z.string() }),
  pubKeyCredParams: z.array(z.object({ alg: z.number(), type: z.literal('public-key') })),
  excludeCredentials: z.array(descriptor),
  timeout: z.number(),
  attestation: z.literal('none'),
  authenticatorSelection: z.object({ residentKey: z.literal('preferred'), userVerification: z.literal('required') }),
});
export type PasskeyCreation = z.infer<typeof passkeyCreation>;

/** A passkey was shown. */
export const passkeyAssertion = z.object({
  id: credentialId,
  rawId: credentialId,
  type: z.literal('public-key'),
  response: z.object({ authenticatorData: bytes(2_000), clientDataJSON: bytes(2_000), signature: bytes(2_000) }),
});
export type PasskeyAssertion = z.infer<typeof passkeyAssertion>;

/** A passkey was made. */
export const passkeyAttestation = z.object({
  id: credentialId,
  rawId: credentialId,
  type: z.literal('public-key'),
  response: z.object({ attestationObject: bytes(6_000), clientDataJSON: bytes(2_000), transports: z.optional(transports) }),
});
export type PasskeyAttestation = z.infer<typeof passkeyAttestation>;

/** What its owner calls it. */
export const passkeyName = z.string().check(z.trim(), z.minLength(1), z.maxLength(60));

const app = z.enum(['staff', 'patient']);
/** POST passkeys/options: the password again, so that an open screen alone gives nobody a key. */
export const passkeyAsk = z.object({ app, password: z.string().check(z.maxLength(256)) });
/** POST passkeys, sign-in/passkey/enrol. */
export const passkeyAdd = z.object({ app, name: z.string().check(z.maxLength(200)), made: passkeyAttestation });
/** POST passkeys/remove. */
export const passkeyRemove = z.object({ app, passkey: id });
/** POST sign-in/passkey, unlock/passkey. */
export const passkeyShow = z.object({ app, shown: passkeyAssertion });
/** What POST passkeys and passkeys/remove answer: what the device now keeps to unlock by. */
export const passkeysAnswer = z.object({ passkeys: z.array(unlockKey) });

/** `refused` covers whatever is wrong with one: whoever tries learns nothing from it. */
export const passkeyCodes = [
  'passkey.refused', 'passkey.stale', 'passkey.counter', 'passkey.none', 'passkey.last', 'passkey.unknown', 'passkey.name', 'passkey.known',
  'passkey.tooMany', 'passkey.address',
] as const;
export type PasskeyCode = (typeof passkeyCodes)[number];
