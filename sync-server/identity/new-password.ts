import { sql } from 'drizzle-orm';
import { leastCharacters, passwordLacks } from '../../schema/passwords.ts';
import { audit } from '../audit/audit.ts';
import { queueOutgoing } from '../notify/outgoing.ts';
import { type IdentityDeps, refuseStep, type Walked } from './deps.ts';
import { describeStep } from './describe-step.ts';
import { endSessions } from './end-sessions.ts';
import { forgetAttempts } from './limits.ts';
import { hashPassword, readPasswordRule, verifyPassword } from './password.ts';
import { endSignIns, findSignIn, moveSignIn } from './sign-in-row.ts';

interface Owner {
  readonly id: string;
  readonly clinic_id: string;
  readonly name: string;
  readonly password_hash: string | null;
  readonly password_once: boolean;
  readonly email: string | null;
  readonly language: string | null;
}

/**
 * The new password of whoever has shown who they are (C78). Every session of the account ends, and its owner is told by
 * e-mail where there is one. Refuses a weak one, and the one-time password itself.
 */
export async function setNewPassword(deps: IdentityDeps, token: string | null, app: 'staff' | 'patient', password: string): Promise<Walked> {
  const { database } = deps;
  const now = deps.clock();
  const row = await findSignIn(database, token, app, now);
  if (!row) return { refused: refuseStep('signIn.over') };
  if (row.state !== 'password') return { refused: refuseStep('signIn.codeUsed') };
  const rule = await readPasswordRule(database, row.clinic_id);
  const gap = passwordLacks(password, rule)[0];
  if (gap) return { refused: refuseStep(gap, { least: leastCharacters(rule) }) };
  const owner = (await database.query<Owner>(sql`
    select a.id, a.clinic_id, coalesce(s.name, p.name) as name, a.password_hash, a.password_once,
           nullif(p.email ->> 'value', '') as email, coalesce(p.language, c.texts ->> 'language') as language
    from account a join clinic c on c.id = a.clinic_id
    left join staff s on s.id = a.staff_id left join patient p on p.id = a.patient_id
    where a.id = ${row.account_id} and a.state = 'active'`))[0];
  if (!owner) return { refused: refuseStep('signIn.over') };
  if (owner.password_once && (await verifyPassword(owner.password_hash, password))) return { refused: refuseStep('password.sameAsOnce') };
  const hash = await hashPassword(password);

  return database.transaction(async (tx): Promise<Walked> => {
    // Hashing took a while: of two submits at once the first wins here, and an account shut meanwhile stays shut.
    const still = await findSignIn(tx, token, app, now, true);
    if (still?.state !== 'password') return { refused: refuseStep('signIn.codeUsed') };
    const changed = await tx.query(sql`
      update account set password_hash = ${hash}, password_once = false, password_expires_at = null
      where id = ${owner.id} and state = 'active' returning id`);
    if (changed.length === 0) return { refused: refuseStep('signIn.over') };
    await endSignIns(tx, owner.id, still.id);
    await endSessions(tx, owner.id, 'account', { at: now });
    await forgetAttempts(tx, `password:${row.who}`);
    await audit(tx, { clinic: owner.clinic_id, account: owner.id, who: owner.name, action: 'password.changed', detail: { purpose: row.purpose } });
    if (owner.email !== null) {
      await queueOutgoing(tx, {
        clinic: owner.clinic_id, account: owner.id, channel: 'email', recipient: owner.email, template: 'password.changed',
        params: {}, language: owner.language ?? 'en',
      });
    }
    return { step: await describeStep(tx, await moveSignIn(tx, still, 'device'), deps.seal, now) };
  });
}
