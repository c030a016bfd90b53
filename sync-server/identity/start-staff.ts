import { sql } from 'drizzle-orm';
import { audit, securityEvent } from '../audit/audit.ts';
import { makeAuthenticatorSecret } from './authenticator.ts';
import { type IdentityDeps, refuseStep, type Walked } from './deps.ts';
import { describeStep } from './describe-step.ts';
import { usernameIdentifier } from './identifiers.ts';
import { giveBackPassword } from './address-limits.ts';
import { forgetAttempts } from './limits.ts';
import { tryPassword } from './try-password.ts';
import { verifyPassword } from './password.ts';
import { openSignIn } from './sign-in-row.ts';

interface StaffCandidate {
  readonly id: string;
  readonly clinic_id: string;
  readonly name: string;
  /** An administrator closed it; everything else about it is as it was. */
  readonly closed: boolean;
  readonly active: boolean;
  readonly password_hash: string | null;
  readonly password_expires_at: number | null;
  readonly second: boolean;
}

/** User name and password; then the authenticator's code or a passkey, or at the first time the enrolment of one. Refuses as patients' does. */
export async function startStaffSignIn(deps: IdentityDeps, body: { readonly username: string; readonly password: string }, address: string | null = null): Promise<Walked> {
  const { database, seal } = deps;
  const now = deps.clock();
  const identifier = usernameIdentifier(body.username);
  if (identifier === null) return { refused: refuseStep('signIn.usernameFormat') };
  if (body.password === '') return { refused: refuseStep('signIn.passwordMissing') };
  const who = seal.lookup(`who:staff:${identifier}`);
  const key = `password:${who}`;
  const tried = await tryPassword(deps, key, who, address);
  if ('refused' in tried) return tried;

  const found = (await database.query<StaffCandidate>(sql`
    select a.id, a.clinic_id, s.name, s.active, s.closed_at is not null as closed, a.password_hash, a.password_expires_at,
           a.totp_sealed is not null or exists (select 1 from passkey p where p.account_id = a.id) as second
    from account a join staff s on s.id = a.staff_id
    where a.kind = 'staff' and a.identifier = ${identifier} and (a.state = 'active' or s.closed_at is not null)`))[0] ?? null;
  const alive = found !== null && (found.active || found.closed) && (found.password_expires_at === null || found.password_expires_at > now);
  const right = await verifyPassword(alive ? found.password_hash : null, body.password);

  return database.transaction(async (tx): Promise<Walked> => {
    // Said to who knows the password and to nobody else (C79).
    if (right && found?.closed) {
      await audit(tx, { clinic: found.clinic_id, account: found.id, who: found.name, action: 'signin.closed', detail: { app: 'staff' } });
      return { refused: refuseStep('signIn.closed') };
    }
    // The hash took a while: what was changed or shut meanwhile is not signed in with.
    const still = right && found ? (await tx.query<{ password_hash: string | null }>(sql`
      select password_hash from account where id = ${found.id} and state = 'active' for share`))[0] : undefined;
    if (!found || still === undefined || still.password_hash !== found.password_hash) {
      await audit(tx, { clinic: found?.clinic_id ?? null, account: found?.id ?? null, who: found?.name ?? '', action: 'signin.failed', detail: { app: 'staff' } });
      if (tried.left === 0) await securityEvent(tx, { kind: 'signin.locked', account: found?.id ?? null, detail: { app: 'staff' } });
      return { refused: refuseStep('signIn.noMatch') };
    }
    await forgetAttempts(tx, key);
    await giveBackPassword(deps, tx, who, address);
    const enrol = !found.second;
    const opened = await openSignIn(tx, {
      clinic: found.clinic_id, account: found.id, app: 'staff', purpose: 'signIn', who, state: enrol ? 'enrol' : 'totp',
      ...(enrol ? { secretSealed: seal.seal(makeAuthenticatorSecret()) } : {}),
    }, now);
    return { step: await describeStep(tx, opened.row, seal, now), token: opened.token };
  });
}
