import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/**
 * What the record keeps but must not show: authenticator secrets, national ids. Sealed with AES-256-GCM; found again by
 * a keyed hash, so that a stolen copy of the database cannot be searched by trying all ids.
 *
 * Not promised: that `lookup` hides equality. The same text has the same lookup; that is what it is for.
 */
export interface Seal {
  seal(text: string): string;
  /** Throws SealError when the text was not sealed with this secret, or was changed. */
  open(sealed: string): string;
  /** Keyed hash, 43 base64url characters. */
  lookup(text: string): string;
}

export class SealError extends Error {
  readonly code = 'seal.broken';
}

const VERSION = 's1';

/** @param secret the installation's OUTPOST_SECRET; losing it loses what is sealed and every national id's lookup. */
export function createSeal(secret: string): Seal {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, 'outpost', purpose, 32));
  const sealKey = derive('seal');
  const lookupKey = derive('lookup');
  return {
    seal(text) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', sealKey, iv);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return [VERSION, iv.toString('base64url'), body.toString('base64url'), cipher.getAuthTag().toString('base64url')].join('.');
    },
    open(sealed) {
      const [version, iv, body, tag] = sealed.split('.');
      if (version !== VERSION || iv === undefined || body === undefined || tag === undefined) throw new SealError('Not sealed here');
      try {
        const decipher = createDecipheriv('aes-256-gcm', sealKey, Buffer.from(iv, 'base64url'), { authTagLength: 16 });
        decipher.setAuthTag(Buffer.from(tag, 'base64url'));
        return Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]).toString('utf8');
      } catch (cause) {
        throw new SealError('Sealed with another secret, or changed since', { cause });
      }
    },
    lookup: (text) => createHmac('sha256', lookupKey).update(text, 'utf8').digest('base64url'),
  };
}
