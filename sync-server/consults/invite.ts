import { randomBytes, randomInt } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { INVITE_LENGTH, INVITE_LETTERS } from '../../schema/live-routes.ts';
import { audit } from '../audit/audit.ts';
import type { Seal } from '../identity/seal.ts';
import { hashToken } from '../identity/token.ts';
import { queueOutgoing } from '../notify/outgoing.ts';
import { instantParam, type Database, type Tx } from '../record/database.ts';
import { touch } from '../record/touch.ts';
import { consultTouches } from '../shared/consult-touches.ts';
import { channelOf, readInvited } from './reach.ts';

/** So many at once, so that a transaction stays short. */
const BATCH = 50;

export const inviteCodeHash = (seal: Seal, code: string): string => seal.lookup(`visit.invite:${code}`);

interface Due extends Record<string, unknown> { id: string; clinic_id: string; patient_id: string; starts_at: number; ends_at: number; time_zone: string }

/** Sends what is due (C44): once, however many instances ask. Whom nobody can reach is looked at once, too. @returns how many were looked at */
export async function sendInvites(database: Database, { seal, sms, now = Date.now() }: { readonly seal: Seal; readonly sms: boolean; readonly now?: number }): Promise<number> {
  return database.transaction(async (tx) => {
    const due = await tx.query<Due>(sql`
      select k.id, k.clinic_id, k.patient_id, a.starts_at, a.ends_at, c.time_zone
      from consult k join appointment a on a.id = k.appointment_id join clinic c on c.id = k.clinic_id
      where k.invite_due and k.state in ('scheduled', 'waiting') and a.ends_at > ${instantParam(now)} order by a.starts_at, k.id limit ${BATCH}::int for update of k skip locked`);
    for (const one of due) await inviteTo(tx, one, { seal, sms, now });
    return due.length;
  });
}

async function inviteTo(tx: Tx, { id, clinic_id: clinic, patient_id: patient, starts_at: startsAt, ends_at: endsAt, time_zone: timeZone }: Due, { seal, sms, now }: { seal: Seal; sms: boolean; now: number }): Promise<void> {
  let told = false;
  for (const reader of await readInvited(tx, patient)) {
    const way = channelOf(reader, sms);
    if (!way) continue;
    const secret = randomBytes(16).toString('base64url');
    const code = Array.from({ length: INVITE_LENGTH }, () => INVITE_LETTERS.charAt(randomInt(INVITE_LETTERS.length))).join('');
    await tx.query(sql`insert into consult_invite (consult_id, secret_hash, code_hash) values (${id}, ${hashToken(secret)}, ${inviteCodeHash(seal, code)})`);
    await queueOutgoing(tx, { clinic, account: reader.account, ...way, template: 'visit.invite', params: { startsAt, timeZone, secret, code }, language: reader.language, expiresAt: endsAt });
    told = true;
  }
  await tx.query(sql`update consult set invite_due = false, invited_at = ${told ? instantParam(now) : sql`invited_at`} where id = ${id}`);
  if (told) await audit(tx, { clinic, account: null, who: 'Outpost', action: 'consult.invited', patient, subject: id });
  await touch(tx, consultTouches(clinic, patient));
}
