import { Secret, TOTP } from 'otpauth';

/** RFC 6238 as every authenticator app knows it. One step either side: phones in clinics without a network drift. */
const shape = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
const WINDOW = 1;

/** 160 bits, base32. */
export function makeAuthenticatorSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** For the QR code and for typing. The name in the authenticator is the user name, nothing about the clinic's patients. */
export function enrolmentOf(secret: string, username: string): { uri: string; key: string } {
  const totp = new TOTP({ issuer: 'Outpost', label: username, secret, ...shape });
  return { uri: totp.toString(), key: secret.match(/.{1,4}/g)?.join(' ') ?? secret };
}

/** The time step this code belongs to, or null. The caller refuses a step that was used (RFC 6238 §5.2). */
export function authenticatorStep(secret: string, code: string, now: number): number | null {
  const totp = new TOTP({ secret, ...shape });
  const delta = totp.validate({ token: code, timestamp: now, window: WINDOW });
  return delta === null ? null : totp.counter({ timestamp: now }) + delta;
}

/** What the owner's phone shows now; for a demo record's page, which stands in for the phone. */
export function showAuthenticatorCode(secret: string, now: number): { code: string; until: number } {
  const totp = new TOTP({ secret, ...shape });
  return { code: totp.generate({ timestamp: now }), until: now + totp.remaining({ timestamp: now }) };
}
