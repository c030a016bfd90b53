import { sql } from 'drizzle-orm';
import { threadTransitions, type ThreadState } from '../../schema/messages.ts';
import type { Refusal } from '../../schema/outcome.ts';
import { tellReaders } from '../notify/tell-readers.ts';
import { instantParam } from '../record/database.ts';
import { touch } from '../record/touch.ts';
import type { RequestContext } from '../requests/slice.ts';
import { answerWhenClosed } from './auto-reply.ts';
import { followSuccessor } from './follow-successor.ts';
import { tellWhoReads, type Routing } from './tell-who-reads.ts';
import { messageTouch, threadTouches } from '../shared/thread-touches.ts';

interface ThreadHead { id: string; clinic_id: string; patient_id: string; state: ThreadState; last_seq: number }

/** Appends a message under the thread's lock: its `seq` is the server's order (R6). @returns what its author is to be told of who reads it */
export async function writeMessage(
  context: RequestContext,
  thread: ThreadHead,
  message: { id: string; text: string; from: 'patient' | 'clinic'; acting: boolean },
): Promise<Refusal | null> {
  const { tx, actor, request } = context;
  if (thread.state === 'closed') await followSuccessor(tx, thread, request.receivedAt);
  let remark: Refusal | null = null;
  const seq = thread.last_seq + 1;
  const received = instantParam(request.receivedAt);
  // One statement: every message of every clinic passes here.
  const written = sql`
    insert into message (id, thread_id, seq, from_kind, account_id, staff_id, author, title, acting, text, received_at, device_time)
    values (${message.id}, ${thread.id}, ${seq}, ${message.from}, ${actor.account}, ${actor.staff}, ${actor.name}, ${actor.title},
            ${message.acting}, ${message.text}, ${received}, ${instantParam(request.deviceTime)})`;
  if (message.from === 'patient') {
    const state = threadTransitions[thread.state].patientWrites ?? thread.state;
    const [routing] = await tx.query<Routing & Record<string, unknown>>(sql`
      with written as (${written})
      update thread set state = ${state}, last_seq = ${seq}, patient_seq = ${seq}, last_at = ${received},
        waiting_since = coalesce(waiting_since, ${received}), closed_by = null, closed_at = null
      where id = ${thread.id}
      returning assignee_id, to_ref, to_name, handed_from, told_away, exists (select 1 from staff_away w where w.staff_id = assignee_id) as has_absence`);
    const told = routing ? await tellWhoReads(context, thread, seq, routing) : { seq, remark };
    remark = told.remark;
    await answerWhenClosed(context, thread, told.seq);
  } else {
    const state = threadTransitions[thread.state].clinicReplies ?? thread.state;
    await tx.query(sql`
      with written as (${written})
      update thread set state = ${state}, last_seq = ${seq}, last_at = ${received}, waiting_since = null, closed_by = null, closed_at = null
      where id = ${thread.id}`);
    await tellReaders(tx, { clinic: context.actor.clinic, patient: thread.patient_id, scope: 'messages', template: 'message.reply' });
  }
  await touch(tx, [messageTouch(thread.patient_id, message.id), ...threadTouches(thread.clinic_id, thread.patient_id, thread.id)]);
  return remark;
}
