import { isLocalHost } from '../http/origins.ts';

/** For whom a passkey is made and where it may be shown: WebAuthn's relying party. */
export interface RelyingParty {
  readonly origin: string;
  readonly rpId: string;
}

/**
 * As origins are judged: OUTPOST_ORIGIN where it is set, else this machine under the name it was reached by. Null where
 * browsers make no passkeys: an address of numbers, or a name that is not ours.
 */
export function relyingPartyOf(configured: string | null, host: string | null | undefined): RelyingParty | null {
  const origin = configured ?? (isLocalHost(host) ? `http://${host?.toLowerCase()}` : null);
  if (origin === null) return null;
  const { hostname } = new URL(origin);
  return /^[\d.]+$|^\[/.test(hostname) ? null : { origin, rpId: hostname };
}
