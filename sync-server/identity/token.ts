import { createHash } from 'node:crypto';

/** Tokens are 256 random bits: a plain hash is enough, and a stolen database signs nobody in. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url');
