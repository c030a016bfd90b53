import { sql } from 'drizzle-orm';
import { newId } from '../../schema/ids.ts';
import { messageTouch, threadTouches } from '../../sync-server/shared/thread-touches.ts';
import { arrayParam, type Database } from '../../sync-server/record/database.ts';
import { touch } from '../../sync-server/record/touch.ts';

const weather = (i: number): string => `Message number ${i}. ${'The weather is fine. '.repeat(i % 12)}`;

/** Many messages in one transaction, with their touches, as the messages slice writes each; every other one is the clinic's. */
export async function writeMessages(
  database: Database, to: { readonly clinic: string; readonly patient: string; readonly thread: string }, count: number, words: (seq: number) => string = weather,
): Promise<void> {
  await database.transaction(async (tx) => {
    const [head] = await tx.query<{ last_seq: number }>(sql`select last_seq from thread where id = ${to.thread} for update`);
    const from = head?.last_seq ?? 0;
    const ids = Array.from({ length: count }, () => newId());
    await tx.query(sql`
      insert into message (id, thread_id, seq, from_kind, account_id, author, text, received_at, device_time)
      select m.id, ${to.thread}, ${from}::bigint + m.n, case when m.n % 2 = 0 then 'patient' else 'clinic' end, 'x', 'Somebody', m.words, now() + (m.n - ${count}::int) * interval '10 microseconds', now()
      from unnest(${arrayParam(ids)}::text[], ${arrayParam(ids.map((_, i) => words(from + i + 1)))}::text[]) with ordinality as m (id, words, n)`);
    await tx.query(sql`update thread set last_seq = ${from + count}, last_at = now() where id = ${to.thread}`);
    await touch(tx, [...ids.map((id) => messageTouch(to.patient, id)), ...threadTouches(to.clinic, to.patient, to.thread)]);
  });
}
