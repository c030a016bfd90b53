import { sessionAnswer, type AppName, type SessionAnswer } from '../../../schema/identity.ts';
import type { DeviceAccounts } from './device-accounts.ts';
import type { ApiAnswer, IdentityApi } from './identity-api.ts';
import { checkPassword, makeVerifier } from './password-verifier.ts';

export type UnlockHere =
  /** `session`: what the clinic says of it; `unknown` without a network. */
  | { readonly ok: true; readonly session: 'alive' | 'over' | 'unknown'; /** The clinic itself said that it opens. */ readonly heard: boolean; readonly lockMinutes?: number }
  | { readonly ok: false; readonly why: 'wrong' | 'needsNetwork' | 'closed' | 'unheard' | 'signInAgain' }
  | { readonly ok: false; readonly why: 'wait'; readonly until: number };

export interface UnlockDeps {
  readonly api: IdentityApi;
  readonly app: AppName;
  readonly accounts: DeviceAccounts;
  readonly now: () => number;
  /** Too long without the clinic: only its own yes opens. */
  readonly mustHear: boolean;
  /** The clinic answered after this device had opened by itself: that password is not it any more. */
  readonly tooLate: () => void;
}

/** A line slower than this is no line to somebody who stands before a locked screen. */
const PATIENCE_MS = 4_000;

/**
 * The clinic judges the password where it answers, whether the session lives or not; else this device does, by what it kept
 * at the last sign-in. A password changed elsewhere, or an access that was closed, so opens nothing more at the first contact;
 * what a closed access had fetched is taken off the device, and what its person wrote is not.
 */
export async function unlockHere(deps: UnlockDeps, account: string, password: string): Promise<UnlockHere> {
  const { api, app, accounts, now } = deps;
  const asked = api.post('unlock', sessionAnswer, { app, password });
  const answer = await within(asked);
  if (answer?.ok && answer.value.signedIn && answer.value.account === account) {
    await accounts.writeVerifier(account, await makeVerifier(password));
    await accounts.keepUnlockKeys(account, answer.value.passkeys);
    return { ok: true, session: 'alive', heard: true, lockMinutes: answer.value.lockMinutes };
  }
  const problem = answer !== null && !answer.ok && 'problem' in answer ? answer.problem : null;
  if (problem?.code === 'session.over' && problem.params?.['verified'] === 1) {
    await accounts.writeVerifier(account, await makeVerifier(password));
    return { ok: true, session: 'over', heard: true };
  }
  if (problem?.code === 'unlock.closed') {
    await accounts.leave(account, now());
    return { ok: false, why: 'closed' };
  }
  if (problem?.code === 'signIn.locked') return { ok: false, why: 'wait', until: Number(problem.params?.['until'] ?? now()) };

  if (deps.mustHear && problem?.code !== 'unlock.noMatch') return { ok: false, why: problem?.code === 'session.over' ? 'signInAgain' : 'unheard' };

  const verifier = await accounts.readVerifier(account);
  if (verifier === null) return { ok: false, why: problem?.code === 'unlock.noMatch' ? 'wrong' : 'needsNetwork' };
  const verdict = await checkPassword(verifier, password, now());
  if (verdict.right === null) return { ok: false, why: 'wait', until: verdict.until };
  if (problem?.code === 'unlock.noMatch') {
    // Right here and wrong there: it was changed. What the clinic says counts from now on, without a network too.
    await accounts.writeVerifier(account, verdict.right ? null : verdict.verifier);
    return { ok: false, why: 'wrong' };
  }
  await accounts.writeVerifier(account, verdict.verifier);
  if (!verdict.right) return { ok: false, why: 'wrong' };
  if (answer === null) void asked.then((late) => hearLate(deps, account, late));
  const known = answer !== null && (answer.ok || problem !== null);
  return { ok: true, session: known ? 'over' : 'unknown', heard: false };
}

/** The clinic's no came after the device had opened by itself: nothing of what it kept opens it again. */
export async function hearLate({ accounts, now, tooLate }: UnlockDeps, account: string, answer: ApiAnswer<SessionAnswer>): Promise<void> {
  if (answer.ok || !('problem' in answer) || !late.has(answer.problem.code)) return;
  if (answer.problem.code === 'unlock.closed') await accounts.leave(account, now());
  else await Promise.all([accounts.writeVerifier(account, null), accounts.keepUnlockKeys(account, [])]);
  tooLate();
}

const late: ReadonlySet<string> = new Set(['unlock.noMatch', 'unlock.closed', 'passkey.refused', 'passkey.counter']);

/** null: no answer in that time. */
export function within<T>(asked: Promise<T>): Promise<T | null> {
  return Promise.race([asked, new Promise<null>((resolve) => { setTimeout(() => resolve(null), PATIENCE_MS); })]);
}
