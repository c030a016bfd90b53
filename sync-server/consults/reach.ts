import { sql } from 'drizzle-orm';
import type { Tx } from '../record/database.ts';

export interface Reader { readonly account: string; readonly phone: string; readonly email: string; readonly language: string }

/** By SMS where there are any and the phone takes one, else by e-mail; null: there is neither. */
export function channelOf(reader: Reader | undefined, sms: boolean): { readonly channel: 'sms' | 'email'; readonly recipient: string } | null {
  if (!reader) return null;
  if (sms && reader.phone !== '') return { channel: 'sms', recipient: reader.phone };
  return reader.email === '' ? null : { channel: 'email', recipient: reader.email };
}

const columns = sql`a.id as account, case when p.phone_fit then coalesce(p.phone->>'value', '') else '' end as phone, coalesce(p.email->>'value', '') as email, coalesce(p.language, 'en') as language`;

/** The person who has this account: their own phone and e-mail, whomever they act for. */
export async function readAccount(tx: Tx, account: string): Promise<Reader | undefined> {
  const [reader] = await tx.query<Reader & Record<string, unknown>>(sql`select ${columns} from account a join patient p on p.id = a.patient_id where a.id = ${account} and a.state = 'active'`);
  return reader;
}

/** The patient; who has no account of their own is invited through whoever cares for them. */
export async function readInvited(tx: Tx, patient: string): Promise<Reader[]> {
  const [own] = await tx.query<Reader & Record<string, unknown>>(sql`select ${columns} from account a join patient p on p.id = a.patient_id where a.patient_id = ${patient} and a.kind = 'patient' and a.state = 'active' and not p.deceased`);
  if (own) return [own];
  return tx.query<Reader & Record<string, unknown>>(sql`
    select ${columns} from proxy_grant g join account a on a.id = g.account_id and a.state = 'active' join patient p on p.id = a.patient_id and not p.deceased
    where g.patient_id = ${patient} and g.revoked_at is null and g.starts_at <= now() and (g.ends_at is null or g.ends_at > now()) order by a.id`);
}
