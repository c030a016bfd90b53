import { startAuthentication, startRegistration, WebAuthnError } from '@simplewebauthn/browser';
import type { PasskeyAssertion, PasskeyAttestation, PasskeyCreation, PasskeyRequest } from '../../../schema/passkeys.ts';
import { knowsPasskeys } from './passkeys-here.ts';

/**
 * Why the browser brought none: `address`: it makes none at this one. `known`: this device has one of the account already.
 * `cancelled`: the person closed the question, or let its time pass; browsers tell no more.
 */
export type NoPasskey = 'unsupported' | 'cancelled' | 'address' | 'known' | 'failed';
export type Brought<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: NoPasskey };

/** Asks the person to show a passkey. */
export function showPasskey(request: PasskeyRequest): Promise<Brought<PasskeyAssertion>> {
  return bring(async () => {
    const { id, rawId, response } = await startAuthentication({ optionsJSON: request });
    const { authenticatorData, clientDataJSON, signature } = response;
    return { id, rawId, type: 'public-key', response: { authenticatorData, clientDataJSON, signature } };
  });
}

/** Asks the person to make one. */
export function makePasskey(creation: PasskeyCreation): Promise<Brought<PasskeyAttestation>> {
  return bring(async () => {
    const { id, rawId, response } = await startRegistration({ optionsJSON: creation });
    const { attestationObject, clientDataJSON, transports } = response;
    return { id, rawId, type: 'public-key', response: { attestationObject, clientDataJSON, ...(transports ? { transports } : {}) } };
  });
}

async function bring<T>(ask: () => Promise<T>): Promise<Brought<T>> {
  if (!knowsPasskeys()) return { ok: false, why: 'unsupported' };
  try {
    return { ok: true, value: await ask() };
  } catch (error) {
    return { ok: false, why: whyNot(error) };
  }
}

const names: Readonly<Record<string, NoPasskey>> = {
  NotAllowedError: 'cancelled', AbortError: 'cancelled', InvalidStateError: 'known', SecurityError: 'address', NotSupportedError: 'unsupported', ConstraintError: 'unsupported',
};

function whyNot(error: unknown): NoPasskey {
  // The library wraps the browser's own error; its name says what happened.
  const cause: unknown = error instanceof WebAuthnError ? error.cause : error;
  return (cause instanceof Error ? names[cause.name] : undefined) ?? 'failed';
}
