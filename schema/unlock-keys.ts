import * as z from 'zod/mini';

// Apart from the rest of passkeys: every session is told of them, a sign-in page needs no more. ---------------------------

export const credentialId = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,1400}$/));
export const transports = z.array(z.string().check(z.maxLength(20))).check(z.maxLength(10));

const part = credentialId;
/** Lets a device judge a passkey by itself, without a network: told to devices of its owner with every session. */
export const unlockKey = z.object({
  credential: credentialId,
  transports,
  rpId: z.string(),
  publicKey: z.discriminatedUnion('kty', [
    z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: part, y: part }),
    z.object({ kty: z.literal('RSA'), n: part, e: part }),
  ]),
  counter: z.number(),
});
export type UnlockKey = z.infer<typeof unlockKey>;
