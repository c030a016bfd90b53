import { sessionAnswer } from '../../../schema/identity.ts';
import { passkeyRequest, type PasskeyAssertion, type PasskeyRequest } from '../../../schema/passkeys.ts';
import type { UnlockKey } from '../../../schema/unlock-keys.ts';
import type { ApiAnswer, ApiProblem } from './identity-api.ts';
import { judgePasskeyHere } from './judge-passkey-here.ts';
import { showPasskey, type Brought, type NoPasskey } from './passkey.ts';
import { hearLate, within, type UnlockDeps, type UnlockHere } from './unlock-here.ts';

export type UnlockedByPasskey = UnlockHere | { readonly ok: false; readonly why: NoPasskey | 'none' };

export interface PasskeyUnlockDeps extends UnlockDeps {
  /** Of this page. */
  readonly origin: string;
  /** The browser's own question; another in tests. */
  readonly show?: (request: PasskeyRequest) => Promise<Brought<PasskeyAssertion>>;
}

/**
 * As `unlockHere` with a passkey instead of the password: the clinic judges it where it answers, else this device does, by
 * the public keys it was told. What is shown is the same either way, so a line that dies in between asks nobody twice.
 */
export async function unlockByPasskey(deps: PasskeyUnlockDeps, account: string): Promise<UnlockedByPasskey> {
  const { api, app, accounts, origin, show = showPasskey } = deps;
  const keys = (await accounts.readUnlockKeys(account)).filter(({ rpId }) => rpId === new URL(origin).hostname);
  if (keys.length === 0) return { ok: false, why: 'none' };
  const asked = await within(api.post('unlock/passkey/options', passkeyRequest, { app }));
  const told = problemOf(asked);
  if (told?.code === 'unlock.closed') return close(deps, account);
  if (told?.code === 'passkey.none') {
    await accounts.keepUnlockKeys(account, []);
    return { ok: false, why: 'none' };
  }
  if (deps.mustHear && !asked?.ok) return { ok: false, why: told?.code === 'session.over' ? 'signInAgain' : 'unheard' };
  const request = asked?.ok ? asked.value : requestHere(keys);
  const brought = await show(request);
  if (!brought.ok) return brought;
  const here = { shown: brought.value, challenge: request.challenge, origin };
  if (!asked?.ok) return judgeHere(deps, account, keys, here, told?.code === 'session.over');

  const posted = api.post('unlock/passkey', sessionAnswer, { app, shown: brought.value });
  const answer = await within(posted);
  if (answer?.ok && answer.value.signedIn && answer.value.account === account) {
    await accounts.keepUnlockKeys(account, answer.value.passkeys);
    return { ok: true, session: 'alive', heard: true, lockMinutes: answer.value.lockMinutes };
  }
  const problem = problemOf(answer);
  if (problem?.code === 'session.over' && problem.params?.['verified'] === 1) return { ok: true, session: 'over', heard: true };
  if (problem?.code === 'unlock.closed') return close(deps, account);
  // The clinic has seen it and says no: what this device thinks of it counts for nothing.
  if (problem !== null) return { ok: false, why: 'wrong' };
  if (deps.mustHear) return { ok: false, why: 'unheard' };
  if (answer === null) void posted.then((late) => hearLate(deps, account, late));
  return judgeHere(deps, account, keys, here, false);
}

async function judgeHere(
  { accounts }: UnlockDeps, account: string, keys: readonly UnlockKey[], here: Parameters<typeof judgePasskeyHere>[1], over: boolean,
): Promise<UnlockedByPasskey> {
  const counter = await judgePasskeyHere(keys, here);
  if (counter === null) return { ok: false, why: 'wrong' };
  const kept = await accounts.readUnlockKeys(account);
  await accounts.keepUnlockKeys(account, kept.map((key) => (key.credential === here.shown.id ? { ...key, counter } : key)));
  return { ok: true, session: over ? 'over' : 'unknown', heard: false };
}

async function close({ accounts, now }: UnlockDeps, account: string): Promise<UnlockedByPasskey> {
  await accounts.leave(account, now());
  return { ok: false, why: 'closed' };
}

function problemOf(answer: ApiAnswer<unknown> | null): ApiProblem | null {
  return answer !== null && !answer.ok && 'problem' in answer ? answer.problem : null;
}

/** Without the clinic: this device's own random words to sign. */
function requestHere(keys: readonly UnlockKey[]): PasskeyRequest {
  const challenge = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32)))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
  return {
    challenge, rpId: keys[0]?.rpId ?? '', timeout: 120_000, userVerification: 'required',
    allowCredentials: keys.map(({ credential, transports }) => ({ id: credential, type: 'public-key' as const, transports })),
  };
}
