import { sql } from 'drizzle-orm';
import { newId } from '../../schema/ids.ts';
import { initialRegister } from '../../schema/merge.ts';
import { viewName } from '../../schema/view-names.ts';
import { arrayParam, jsonParam, type Database } from '../../sync-server/record/database.ts';
import { touch, wholeView } from '../../sync-server/record/touch.ts';

export interface ManyThreads {
  readonly clinic: string;
  readonly patient: string;
  /** Who has opened all of them; nobody: they are unread. */
  readonly readers?: readonly string[];
  readonly count: number;
  readonly messages: number;
  readonly comments?: number;
  /** Of the first one's last word; each later one is a day younger. */
  readonly since: number;
  readonly staff?: string | null;
  readonly subject?: (i: number) => string;
}

const DAY = 86_400_000;

/** Closed conversations of years gone by, in one transaction, the views touched whole. In the order they began. */
export async function writeThreads(database: Database, wanted: ManyThreads): Promise<string[]> {
  const { clinic, patient, readers = [], count, messages, comments = 0, since, staff = null, subject = (i) => `Question ${i}` } = wanted;
  const ids = Array.from({ length: count }, () => newId());
  await database.transaction(async (tx) => {
    await tx.query(sql`
      insert into thread (id, clinic_id, patient_id, subject, to_kind, to_ref, to_name, state, started_at, last_at, urgency, closed_by, closed_at, last_seq, patient_seq, read_through)
      select t.id, ${clinic}, ${patient}, t.subject, 'team', ${newId()}, 'Nurses', 'closed', to_timestamp(t.at), to_timestamp(t.at), ${jsonParam(initialRegister('routine'))}, 'Grace',
             to_timestamp(t.at), ${messages}, ${messages}, ${messages}
      from unnest(${arrayParam(ids)}::text[], ${arrayParam(ids.map((_, i) => subject(i)))}::text[], ${arrayParam(ids.map((_, i) => (since + i * DAY) / 1000))}::float8[]) as t (id, subject, at)`);
    const all = ids.flatMap((thread, i) => Array.from({ length: messages }, (_, n) => ({ thread, i, seq: n + 1 })));
    await tx.query(sql`
      insert into message (id, thread_id, seq, from_kind, account_id, author, text, received_at, device_time, read_at)
      select m.id, m.thread, m.seq, case when m.seq = ${messages} then 'clinic' else 'patient' end, 'x', 'Somebody', m.words, t.last_at, t.last_at, t.last_at
      from unnest(${arrayParam(all.map(() => newId()))}::text[], ${arrayParam(all.map(({ thread }) => thread))}::text[], ${arrayParam(all.map(({ seq }) => seq))}::bigint[],
                  ${arrayParam(all.map(({ i, seq }) => `Words ${seq} of question ${i}. ${'It hurts less than before. '.repeat(seq % 12)}`))}::text[]) as m (id, thread, seq, words)
      join thread t on t.id = m.thread`);
    for (const reader of readers) {
      await tx.query(sql`
        insert into message_mark (thread_id, reader, name, on_device, on_device_at, opened, opened_at)
        select t.id, ${reader}, 'Somebody', t.last_seq, t.last_at, t.last_seq, t.last_at from thread t where t.id = any(${arrayParam(ids)}::text[])`);
    }
    if (staff !== null && comments > 0) {
      const said = Array.from({ length: comments }, (_, i) => ids[i % count] ?? '');
      await tx.query(sql`
        insert into thread_comment (id, thread_id, staff_id, author, text, at)
        select c.id, c.thread, ${staff}, 'Grace', c.words, t.last_at
        from unnest(${arrayParam(said.map(() => newId()))}::text[], ${arrayParam(said)}::text[], ${arrayParam(said.map((_, i) => `Comment ${i}: rings back in the afternoon, has the letter.`))}::text[]) as c (id, thread, words)
        join thread t on t.id = c.thread`);
    }
    await touch(tx, [wholeView(viewName.threads(patient)), wholeView(viewName.triage(patient))]);
  });
  return ids;
}
