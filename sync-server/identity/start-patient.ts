import { audit, securityEvent } from '../audit/audit.ts';
import { type IdentityDeps, refuseStep, type Walked } from './deps.ts';
import { describeStep } from './describe-step.ts';
import { giveBackPassword, takeFromAddress } from './address-limits.ts';
import { forgetAttempts, limits, takeAttempt } from './limits.ts';
import { tryPassword } from './try-password.ts';
import { verifyPassword } from './password.ts';
import { findPatientAccount, readTypedPatient } from './read-typed.ts';
import { pretendCode, sendCode } from './send-code.ts';
import { openSignIn, findSignIn } from './sign-in-row.ts';

/**
 * Identifier, phone and password (C75); if all three fit, the code goes out (C76). Refuses, alike for known and unknown:
 * wrong format, locked, no match. Known and unknown take the same queries and the same hash.
 */
export async function startPatientSignIn(
  deps: IdentityDeps, body: { readonly clinic: string; readonly identifier: string; readonly phone: string; readonly password: string }, address: string | null = null,
): Promise<Walked> {
  const { database, seal } = deps;
  const now = deps.clock();
  const typed = await readTypedPatient(database, seal, body, 'signIn');
  if ('refused' in typed) return typed;
  if (body.password === '') return { refused: refuseStep('signIn.passwordMissing') };
  const { patient } = typed;
  const key = `password:${patient.who}`;
  const tried = await tryPassword(deps, key, patient.who, address);
  if ('refused' in tried) return tried;

  const found = await findPatientAccount(database, patient);
  const alive = found !== null && found.fits && (found.password_expires_at === null || found.password_expires_at > now);
  const right = await verifyPassword(alive ? found.password_hash : null, body.password);

  return database.transaction(async (tx): Promise<Walked> => {
    // The hash took a while: what was changed or shut meanwhile is not signed in with.
    const still = right ? await findPatientAccount(tx, patient, true) : null;
    if (!found || !still?.fits || still.password_hash !== found.password_hash) {
      await audit(tx, { clinic: patient.clinic, account: found?.id ?? null, who: found?.name ?? '', action: 'signin.failed', detail: { app: 'patient' } });
      if (tried.left === 0) await securityEvent(tx, { kind: 'signin.locked', account: found?.id ?? null, detail: { app: 'patient', clinic: patient.clinic } });
      return { refused: refuseStep('signIn.noMatch') };
    }
    await forgetAttempts(tx, key);
    await giveBackPassword(deps, tx, patient.who, address);
    const flooded = await takeFromAddress(deps, tx, 'code', address, now);
    if (flooded) return { refused: flooded };
    const opened = await openSignIn(tx, {
      clinic: patient.clinic, account: found.id, app: 'patient', purpose: 'signIn', who: patient.who, state: 'code',
      phoneSealed: seal.seal(patient.phone.e164),
    }, now);
    const refused = await sendCode(tx, seal, opened.row, patient.phone, now);
    if (refused) return { refused };
    return { step: await describeStep(tx, { ...opened.row, code_sent_at: now }, seal, now), token: opened.token };
  });
}

/**
 * First sign-in and forgotten password (C78): the answer is the same whether anybody fits or not, and so is its time. Only
 * a match is sent a code. A phone that has had its codes by signing in is silently sent none, since saying so would tell.
 */
export async function startNewPassword(
  deps: IdentityDeps, body: { readonly clinic: string; readonly identifier: string; readonly phone: string; readonly birthDate?: string | undefined },
  address: string | null = null,
): Promise<Walked> {
  const { database, seal } = deps;
  const now = deps.clock();
  const typed = await readTypedPatient(database, seal, body, 'newPassword');
  if ('refused' in typed) return typed;
  const { patient } = typed;
  const floor = new Promise((resolve) => setTimeout(resolve, deps.answerFloorMs));
  const answer = await database.transaction(async (tx): Promise<Walked> => {
    const flooded = await takeFromAddress(deps, tx, 'ask', address, now);
    if (flooded) return { refused: flooded };
    const taken = await takeAttempt(tx, `ask:${patient.who}`, limits.ask, now);
    if (!taken.ok) return { refused: refuseStep('signIn.askLimit', { at: taken.until }) };
    const found = await findPatientAccount(tx, patient);
    const fits = found !== null && found.fits;
    const opened = await openSignIn(tx, {
      clinic: patient.clinic, account: fits ? found.id : null, app: 'patient', purpose: 'newPassword', who: patient.who, state: 'code',
      phoneSealed: seal.seal(patient.phone.e164),
    }, now);
    const sent = fits && (await sendCode(tx, seal, opened.row, patient.phone, now)) === null;
    if (!sent) await pretendCode(tx, opened.row, now);
    await audit(tx, { clinic: patient.clinic, account: fits ? found.id : null, who: fits ? found.name : '', action: 'password.asked', detail: { sent } });
    return { step: await describeStep(tx, { ...opened.row, code_sent_at: now }, seal, now), token: opened.token };
  });
  await floor;
  return answer;
}

/** Where the sign-in of this cookie stands: a page that was reloaded, or lost an answer, goes on from there. */
export async function resumeSignIn(deps: IdentityDeps, token: string | null, app: 'staff' | 'patient'): Promise<Walked> {
  const now = deps.clock();
  const row = await findSignIn(deps.database, token, app, now);
  return { step: row ? await describeStep(deps.database, row, deps.seal, now) : { step: 'none' } };
}
