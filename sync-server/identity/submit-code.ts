import { timingSafeEqual } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { CODE, readCode } from '../../schema/identity.ts';
import { audit, securityEvent } from '../audit/audit.ts';
import type { Tx } from '../record/database.ts';
import { takeFromAddress } from './address-limits.ts';
import { accountName } from './account-name.ts';
import { authenticatorStep } from './authenticator.ts';
import { type IdentityDeps, type IdentityRefusal, refuseStep, type Walked } from './deps.ts';
import { describeStep } from './describe-step.ts';
import { forgetAttempts, limits, takeAttempt } from './limits.ts';
import { readPhone } from './phone.ts';
import { codeHashOf, pretendCode, sendCode } from './send-code.ts';
import { findSignIn, moveSignIn, type SignInRow } from './sign-in-row.ts';

/** Null: the code fits, and what makes it unusable a second time is written. */
type Judge = (tx: Tx, row: SignInRow, code: string, now: number) => Promise<IdentityRefusal | null>;

/**
 * One try at a code. The row is locked, so of 50 at once one is judged after the other: the first right one moves the
 * sign-in on and the rest find no code to submit (`signIn.codeUsed`); more than five wrong ones are not even compared.
 */
async function submit(deps: IdentityDeps, token: string | null, app: 'staff' | 'patient', state: 'code' | 'totp' | 'enrol', text: string, judge: Judge): Promise<Walked> {
  const now = deps.clock();
  const code = readCode(text);
  return deps.database.transaction(async (tx): Promise<Walked> => {
    const row = await findSignIn(tx, token, app, now, true);
    if (!row) return { refused: refuseStep('signIn.over') };
    if (row.state !== state) return { refused: refuseStep('signIn.codeUsed') };
    if (code === null) return { refused: refuseStep('signIn.codeFormat') };
    if (row.tries >= CODE.tries) return { refused: refuseStep(state === 'code' ? 'signIn.codeTries' : 'signIn.over') };
    if (state === 'code' && now >= (row.code_sent_at ?? 0) + CODE.minutes * 60_000) return { refused: refuseStep('signIn.codeExpired') };
    // By who was typed and why, so that whoever only knows an identifier and a phone cannot shut its owner's sign-in.
    const key = `code:${row.purpose}:${row.who}`;
    const taken = await takeAttempt(tx, key, limits.code, now);
    if (!taken.ok) return { refused: refuseStep('signIn.codeLocked', { until: taken.until }) };
    await tx.query(sql`update sign_in set tries = tries + 1 where id = ${row.id}`);
    const refused = await judge(tx, row, code, now);
    if (refused) {
      await audit(tx, { clinic: row.clinic_id, account: row.account_id, who: await accountName(tx, row.account_id), action: 'signin.codeWrong', detail: { app, state, purpose: row.purpose } });
      if (taken.left === 0) await securityEvent(tx, { kind: 'signin.codeLocked', account: row.account_id, detail: { app, purpose: row.purpose } });
      return { refused };
    }
    await forgetAttempts(tx, key);
    const account = (await tx.query<{ password_once: boolean }>(sql`
      select password_once from account where id = ${row.account_id} and state = 'active'`))[0];
    if (!account) return { refused: refuseStep('signIn.over') };
    const next = await moveSignIn(tx, row, row.purpose === 'newPassword' || account.password_once ? 'password' : 'device');
    return { step: await describeStep(tx, next, deps.seal, now) };
  });
}

const triesLeft = (row: SignInRow): number => CODE.tries - row.tries - 1;
const wrong = (row: SignInRow, code: 'signIn.codeWrong' | 'signIn.totpWrong'): IdentityRefusal =>
  (triesLeft(row) > 0 ? refuseStep(code, { left: triesLeft(row) }) : refuseStep(code === 'signIn.codeWrong' ? 'signIn.codeTries' : 'signIn.over'));

export function submitSmsCode(deps: IdentityDeps, token: string | null, text: string): Promise<Walked> {
  return submit(deps, token, 'patient', 'code', text, (_tx, row, code) => {
    const given = Buffer.from(codeHashOf(deps.seal, row, code));
    const kept = Buffer.from(row.code_hash ?? '');
    return Promise.resolve(kept.length === given.length && timingSafeEqual(kept, given) ? null : wrong(row, 'signIn.codeWrong'));
  });
}

/** A code of the enrolled authenticator. Its time step is taken by an atomic update: nobody uses it twice (RFC 6238 §5.2). */
export function submitAuthenticatorCode(deps: IdentityDeps, token: string | null, text: string): Promise<Walked> {
  return submit(deps, token, 'staff', 'totp', text, async (tx, row, code, now) => {
    const sealed = (await tx.query<{ totp_sealed: string | null }>(sql`select totp_sealed from account where id = ${row.account_id}`))[0]?.totp_sealed;
    const step = sealed ? authenticatorStep(deps.seal.open(sealed), code, now) : null;
    if (step === null) return wrong(row, 'signIn.totpWrong');
    const used = await tx.query(sql`
      update account set totp_last_step = ${step}
      where id = ${row.account_id} and (totp_last_step is null or totp_last_step < ${step}) returning id`);
    return used.length === 1 ? null : refuseStep('signIn.totpUsed');
  });
}

/** The first code of a new authenticator makes it the account's. If another sign-in enrolled one meanwhile, that one stands. */
export function submitEnrolment(deps: IdentityDeps, token: string | null, text: string): Promise<Walked> {
  return submit(deps, token, 'staff', 'enrol', text, async (tx, row, code, now) => {
    const step = row.secret_sealed ? authenticatorStep(deps.seal.open(row.secret_sealed), code, now) : null;
    if (step === null) return wrong(row, 'signIn.totpWrong');
    // Locked by a statement of its own: what it waited for (a first passkey in another sign-in) is seen by the next.
    await tx.query(sql`select id from account where id = ${row.account_id} for update`);
    const enrolled = await tx.query(sql`
      update account set totp_sealed = ${row.secret_sealed}, totp_last_step = ${step}
      where id = ${row.account_id} and totp_sealed is null and not exists (select 1 from passkey p where p.account_id = account.id) returning id`);
    if (enrolled.length !== 1) return refuseStep('signIn.over');
    await tx.query(sql`update sign_in set secret_sealed = null where id = ${row.id}`);
    await audit(tx, { clinic: row.clinic_id, account: row.account_id, who: await accountName(tx, row.account_id), action: 'authenticator.enrolled' });
    return null;
  });
}

/** Another code, a minute after the last (C77); a new one, so that the old one is dead. Alike for known and unknown. */
export async function resendCode(deps: IdentityDeps, token: string | null, address: string | null = null): Promise<Walked> {
  const { seal } = deps;
  const now = deps.clock();
  const floor = new Promise((resolve) => setTimeout(resolve, deps.answerFloorMs));
  const answer = await deps.database.transaction(async (tx): Promise<Walked> => {
    const row = await findSignIn(tx, token, 'patient', now, true);
    if (!row || row.state !== 'code') return { refused: refuseStep('signIn.over') };
    const at = (row.code_sent_at ?? 0) + CODE.resendSeconds * 1000;
    if (now < at) return { refused: refuseStep('signIn.resendWait', { at }) };
    const flooded = await takeFromAddress(deps, tx, 'code', address, now);
    if (flooded) return { refused: flooded };
    if (row.purpose === 'newPassword') {
      const taken = await takeAttempt(tx, `ask:${row.who}`, limits.ask, now);
      if (!taken.ok) return { refused: refuseStep('signIn.askLimit', { at: taken.until }) };
    }
    const phone = row.account_id === null ? null : readPhone(seal.open(row.phone_sealed ?? ''), '');
    const refused = phone === null ? refuseStep('signIn.over') : await sendCode(tx, seal, row, phone, now);
    if (refused && row.purpose === 'signIn') return { refused };
    if (refused) await pretendCode(tx, row, now);
    return { step: await describeStep(tx, { ...row, code_sent_at: now }, seal, now) };
  });
  await floor;
  return answer;
}
