import { sql } from 'drizzle-orm';
import type { ReachScope } from '../../schema/actor.ts';
import type { Tx } from '../record/database.ts';
import { queueOutgoing } from './outgoing.ts';

/**
 * An e-mail to the patient and to carers who may read this part of them: that there is something to read, and not a word more.
 * `scope` null: whoever reaches the patient at all. Who has no e-mail is not told this way; the app shows it all the same.
 */
export async function tellReaders(tx: Tx, { clinic, patient, scope, template }: {
  readonly clinic: string; readonly patient: string; readonly scope: ReachScope | null; readonly template: 'message.reply' | 'record.new';
}): Promise<void> {
  const readers = await tx.query<{ account: string; email: string; language: string | null }>(sql`
    select a.id as account, p.email->>'value' as email, p.language
    from account a join patient p on p.id = a.patient_id
    where a.kind = 'patient' and a.state = 'active' and not p.deceased and coalesce(p.email->>'value', '') <> '' and (
      a.patient_id = ${patient} or exists (
        select 1 from proxy_grant g where g.account_id = a.id and g.patient_id = ${patient} and g.revoked_at is null
          and g.starts_at <= now() and (g.ends_at is null or g.ends_at > now()) and (${scope}::text is null or ${scope}::text = any(g.scopes))))`);
  for (const reader of readers) {
    await queueOutgoing(tx, { clinic, account: reader.account, channel: 'email', recipient: reader.email, template, params: {}, language: reader.language ?? 'en' });
  }
}
