import { sql } from 'drizzle-orm';
import { CODE, type SignInStep } from '../../schema/identity.ts';
import { readPasswordRule } from './password.ts';
import type { Queries } from '../record/database.ts';
import { enrolmentOf } from './authenticator.ts';
import type { Seal } from './seal.ts';
import type { SignInRow } from './sign-in-row.ts';

/** What the app shows for where this sign-in stands. Only its own browser asks, so an enrolment may be shown again. */
export async function describeStep(q: Queries, row: SignInRow, seal: Seal, now: number): Promise<SignInStep> {
  switch (row.state) {
    case 'code': {
      const sentAt = row.code_sent_at ?? now;
      return {
        step: 'code', purpose: row.purpose, serverTime: now,
        resendAt: sentAt + CODE.resendSeconds * 1000, expiresAt: sentAt + CODE.minutes * 60_000,
      };
    }
    case 'totp': {
      const ways = (await q.query<{ authenticator: boolean; passkey: boolean }>(sql`
        select a.totp_sealed is not null as authenticator, exists (select 1 from passkey p where p.account_id = a.id) as passkey
        from account a where a.id = ${row.account_id}`))[0];
      return { step: 'totp', authenticator: ways?.authenticator ?? true, passkey: ways?.passkey ?? false };
    }
    case 'enrol': {
      const identifier = (await q.query<{ identifier: string }>(sql`select identifier from account where id = ${row.account_id}`))[0]?.identifier;
      return { step: 'enrol', ...enrolmentOf(seal.open(row.secret_sealed ?? ''), identifier ?? '') };
    }
    case 'password': return { step: 'password', reason: row.purpose === 'newPassword' ? 'newPassword' : 'once', rule: await readPasswordRule(q, row.clinic_id) };
    case 'device': {
      const account = (await q.query<{ id: string; clinic_id: string; name: string }>(sql`
        select a.id, a.clinic_id, coalesce(s.name, p.name) as name
        from account a left join staff s on s.id = a.staff_id left join patient p on p.id = a.patient_id where a.id = ${row.account_id}`))[0];
      if (!account) return { step: 'none' };
      return { step: 'device', challenge: row.challenge, account: account.id, clinic: account.clinic_id, name: account.name };
    }
    case 'done': return { step: 'none' };
  }
}
