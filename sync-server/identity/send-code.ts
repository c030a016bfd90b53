import { randomInt } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { CODE } from '../../schema/identity.ts';
import { securityEvent } from '../audit/audit.ts';
import { queueOutgoing } from '../notify/outgoing.ts';
import { arrayParam, instantParam, type Tx } from '../record/database.ts';
import { type IdentityRefusal, refuseStep } from './deps.ts';
import { limits, takeAttempt } from './limits.ts';
import type { Phone } from './phone.ts';
import type { Seal } from './seal.ts';
import type { SignInRow } from './sign-in-row.ts';

const DAY = 86_400_000;

export const codeHashOf = (seal: Seal, row: { readonly id: string }, code: string): string => seal.lookup(`code:${row.id}:${code}`);

/**
 * Makes a code, keeps its keyed hash and queues the SMS, in the transaction that let the person come this far (C76). Null:
 * queued. What refuses: the clinic sends to no phone of that country, the phone has had its codes, the clinic's day is full.
 */
export async function sendCode(tx: Tx, seal: Seal, row: SignInRow, phone: Phone, now: number): Promise<IdentityRefusal | null> {
  const setting = (await tx.query<{ allowed: boolean; sms_per_day: number; language: string | null }>(sql`
    select coalesce(s.sms_countries is null or s.sms_countries && ${arrayParam([phone.country ?? ''])}::text[], true) as allowed,
           coalesce(s.sms_per_day, 500) as sms_per_day, c.texts ->> 'language' as language
    from clinic c left join sign_in_setting s on s.clinic_id = c.id where c.id = ${row.clinic_id}`))[0];
  if (!setting || row.clinic_id === null) throw new Error('A sign-in by SMS belongs to a clinic');
  const event = (kind: string) => securityEvent(tx, { kind, account: row.account_id, detail: { clinic: row.clinic_id } });
  if (!setting.allowed) {
    await event('signin.smsCountry');
    return refuseStep('signIn.smsCountry');
  }
  // The phone's own first: whoever has had theirs takes none of the clinic's from everybody else.
  const perPhone = await takeAttempt(tx, `sms:${seal.lookup(phone.e164)}`, limits.sms, now);
  if (!perPhone.ok) {
    await event('signin.smsLimit');
    return refuseStep('signIn.smsLimit', { at: perPhone.until });
  }
  const perClinic = await takeAttempt(tx, `sms.day:${row.clinic_id}`, [{ ms: DAY, max: setting.sms_per_day }], now);
  if (!perClinic.ok) {
    await event('signin.smsDayFull');
    return refuseStep('signIn.smsDayFull', { at: perClinic.until });
  }
  const code = String(randomInt(10 ** CODE.digits)).padStart(CODE.digits, '0');
  await tx.query(sql`
    update sign_in set code_hash = ${codeHashOf(seal, row, code)}, code_sent_at = ${instantParam(now)}, tries = 0 where id = ${row.id}`);
  await queueOutgoing(tx, {
    clinic: row.clinic_id, account: row.account_id, channel: 'sms', recipient: phone.e164, template: 'signin.code',
    params: { code, minutes: CODE.minutes }, language: setting.language ?? 'en', expiresAt: now + CODE.minutes * 60_000,
  });
  return null;
}

/** The same step without a code: for whoever matched nobody, or may have no more. No code will ever fit it. */
export async function pretendCode(tx: Tx, row: SignInRow, now: number): Promise<void> {
  await tx.query(sql`update sign_in set code_hash = null, code_sent_at = ${instantParam(now)}, tries = 0 where id = ${row.id}`);
}
