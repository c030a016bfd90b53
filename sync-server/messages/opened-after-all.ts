import { sql } from 'drizzle-orm';
import { arrayParam, type Tx } from '../record/database.ts';
import { tellAccount } from '../requests/notices.ts';
import type { RequestContext } from '../requests/slice.ts';
import type { ThreadRow } from './thread-row.ts';

/** A reader's own marks as they stand; the thread's lock keeps them still. */
export async function readMark(tx: Tx, thread: string, reader: string): Promise<{ onDevice: number; opened: number }> {
  const [mark] = await tx.query<{ onDevice: number; opened: number }>(sql`
    select on_device as "onDevice", opened from message_mark where thread_id = ${thread} and reader = ${reader}`);
  return mark ?? { onDevice: 0, opened: 0 };
}

/**
 * B41: a device without a line opened a reply that was being withdrawn; the clinic hears of it later. Whoever withdrew it was told
 * that nobody had read it: now they are told who has.
 */
export async function tellOpenedAfterAll(
  { tx, actor, request }: Pick<RequestContext, 'tx' | 'actor' | 'request'>, thread: ThreadRow, marks: { after: number; through: number; withdrawn: readonly number[] },
): Promise<void> {
  const withdrawn = await tx.query<{ id: string; account: string }>(sql`
    select id, withdrawn_account as account from message
    where thread_id = ${thread.id} and withdrawn_at is not null and seq > ${marks.after} and seq <= ${marks.through}
      and not (seq = any(${arrayParam([...marks.withdrawn])}::bigint[]))`);
  for (const { account } of withdrawn) {
    await tellAccount(tx, {
      account, code: 'reply.openedAfterAll', params: { reader: actor.name, at: request.stamp, subject: thread.subject }, patient: thread.patient_id, thread: thread.id,
      at: request.receivedAt,
    });
  }
}
