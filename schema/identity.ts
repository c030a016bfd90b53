import * as z from 'zod/mini';
import { id, instant } from './ids.ts';
import { passwordRule } from './clinic.ts';
import { refusal } from './outcome.ts';
import type { PasskeyCode } from './passkeys.ts';

// What crosses the wire under /api/identity/. Sign-in is a walk through steps; the server holds where one stands. ---------

export const appName = z.enum(['staff', 'patient']);
export type AppName = z.infer<typeof appName>;

/** Long enough for any password manager, short enough not to feed the hash a book. */
const typed = z.string().check(z.maxLength(256));

/** POST sign-in/patient (C75). */
export const patientSignIn = z.object({ clinic: typed, identifier: typed, phone: typed, password: typed });
/** POST sign-in/staff. */
export const staffSignIn = z.object({ username: typed, password: typed });
/** POST new-password: first sign-in and forgotten password are one question (C78). `birthDate`, 2019-05-31: where the clinic asks for it. */
export const newPasswordStart = z.object({ clinic: typed, identifier: typed, phone: typed, birthDate: z.optional(typed) });
/** POST sign-in/code, sign-in/totp, sign-in/enrol: any spacing, any script's digits. */
export const codeStep = z.object({ app: appName, code: typed });
/** POST sign-in/password. */
export const passwordStep = z.object({ app: appName, password: typed });
/** POST sign-in/resend, sign-out, activity; GET sign-in, session, sessions as a query. */
export const appOnly = z.object({ app: appName });
/** POST unlock. */
export const unlockStep = passwordStep;
/** POST devices/wipe. */
export const deviceWipe = z.object({ app: appName, device: id });
/** POST sessions/end. */
export const sessionEnd = z.object({ app: appName, session: id });
/** POST devices/remove. */
export const deviceRemove = z.object({ app: appName, device: id });

const coordinate = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));
export const devicePublicKey = z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: coordinate, y: coordinate });
export type DevicePublicKey = z.infer<typeof devicePublicKey>;
/** POST sign-in/device: `proof` signs `deviceProofText(challenge)` with that key, r‖s, base64url. */
export const deviceStep = z.object({
  app: appName,
  publicKey: devicePublicKey,
  proof: z.string().check(z.regex(/^[A-Za-z0-9_-]{86}$/)),
  /** "Chrome, Android": for its owner's list. */
  name: z.string().check(z.maxLength(80)),
  /** Several people use it: it locks sooner. */
  shared: z.boolean(),
  /** What this key was registered as before: a record that was put back from an old backup takes it under that id again. */
  device: z.optional(id),
});
/** What the key signs: no text a request could be. */
export const deviceProofText = (challenge: string): string => `outpost device ${challenge}`;

/** Minutes of inactivity until this device locks (DESIGN §6). */
const lockMinutes = z.number().check(z.positive());

export const sessionAnswer = z.discriminatedUnion('signedIn', [
  z.object({
    signedIn: z.literal(false),
    serverTime: instant,
    /**
     * Whose session the cookie was. `closed`: the account or this device may no longer. `wiped`: what this device holds of it
     * is to go. Either way the device drops it; what waits to be sent stays and is sent (R11).
     */
    past: z.optional(z.object({ account: id, standing: z.enum(['over', 'closed', 'wiped']) })),
  }),
  z.object({
    signedIn: z.literal(true),
    serverTime: instant,
    session: id,
    account: id,
    clinic: id,
    suffix: z.string(),
    kind: appName,
    app: appName,
    device: id,
    name: z.string(),
    lockMinutes,
    /** Days without hearing the clinic after which this device shows nothing it keeps. */
    contactDays: z.number().check(z.positive()),
    /** What this device may judge a passkey by without a network: `unlockKey`s, read by whoever keeps them and not by a sign-in page. */
    passkeys: z.array(z.unknown()),
  }),
]);
export type SessionAnswer = z.infer<typeof sessionAnswer>;
export type SignedIn = Extract<SessionAnswer, { signedIn: true }>;

/** Where a sign-in stands. `none`: there is none, or it took too long. */
export const signInStep = z.discriminatedUnion('step', [
  z.object({ step: z.literal('none') }),
  /** All times are the server's; `serverTime` lets a device with a wrong clock count. */
  z.object({
    step: z.literal('code'), purpose: z.enum(['signIn', 'newPassword']), serverTime: instant,
    resendAt: instant, expiresAt: instant,
  }),
  /** `authenticator`, `passkey`: what the account has to show. */
  z.object({ step: z.literal('totp'), authenticator: z.boolean(), passkey: z.boolean() }),
  /** `uri`: for the QR code. `key`: the same secret to type, in groups of four. */
  z.object({ step: z.literal('enrol'), uri: z.string(), key: z.string() }),
  /** `once`: a one-time password is to be changed. */
  z.object({ step: z.literal('password'), reason: z.enum(['once', 'newPassword']), rule: passwordRule }),
  z.object({ step: z.literal('device'), challenge: z.string(), account: id, clinic: id, name: z.string() }),
  z.object({ step: z.literal('done'), session: sessionAnswer }),
]);
export type SignInStep = z.infer<typeof signInStep>;

/**
 * Everything identity refuses with. None of them tells whether an account exists: those before `signIn.noMatch` judge what
 * was typed, limits count by what was typed, and those after a password are said to its owner alone (C79).
 */
export const identityCodes = [
  'request.notReadable', 'clinic.unknown',
  'signIn.emailFormat', 'signIn.nationalIdFormat', 'signIn.phoneFormat', 'signIn.birthDateFormat', 'signIn.addressLimit', 'signIn.usernameFormat', 'signIn.passwordMissing',
  'signIn.noMatch', 'signIn.closed', 'signIn.locked', 'signIn.askLimit', 'signIn.smsLimit', 'signIn.smsDayFull', 'signIn.smsCountry',
  'signIn.over', 'signIn.codeFormat', 'signIn.codeWrong', 'signIn.codeTries', 'signIn.codeExpired', 'signIn.codeLocked',
  'signIn.codeUsed', 'signIn.resendWait', 'signIn.totpWrong', 'signIn.totpUsed',
  'password.tooShort', 'password.needsLower', 'password.needsUpper', 'password.needsDigit', 'password.sameAsOnce',
  'device.proofWrong', 'device.revoked', 'device.unknown', 'device.inUse', 'session.over', 'session.unknown', 'unlock.noMatch', 'unlock.closed',
] as const;
export type IdentityCode = (typeof identityCodes)[number] | PasskeyCode;

/** Why a step was not taken: the code names words in every language, `message` says it in English. */
export const identityProblem = z.object({ ...refusal.shape, message: z.string() });
export type IdentityProblem = z.infer<typeof identityProblem>;

export const sessionList = z.object({
  sessions: z.array(z.object({ id, app: appName, device: z.string(), startedAt: instant, lastSeenAt: instant, current: z.boolean() })),
});
export const activityAnswer = z.object({ serverTime: instant });

/** Six digits, minutes to live, tries, seconds until another may be asked for (C76, C77). */
export const CODE = { digits: 6, minutes: 5, tries: 5, resendSeconds: 60 } as const;

/** Arabic and Persian digits end in their own value; Devanagari's begin at 0x966. */
function westernDigit(digit: string): string {
  const point = digit.codePointAt(0) ?? 0;
  return String(point >= 0x966 && point <= 0x96f ? point - 0x966 : point & 0xf);
}

/** "123 456", "١٢٣٤٥٦" → "123456"; null when it is not six digits. */
export function readCode(text: string): string | null {
  const western = text.normalize('NFKC').replace(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/g, westernDigit);
  const bare = western.replace(/[\s.-]/g, '');
  return /^\d{6}$/.test(bare) ? bare : null;
}
