import { sql } from 'drizzle-orm';
import { threadTransitions, type ThreadState } from '../../schema/messages.ts';
import type { Refusal } from '../../schema/outcome.ts';
import { queueOutgoing } from '../notify/outgoing.ts';
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
    await tellReaders(context, thread);
  }
  await touch(tx, [messageTouch(thread.patient_id, message.id), ...threadTouches(thread.clinic_id, thread.patient_id, thread.id)]);
  return remark;
}

/**
 * An e-mail to the patient and to carers who may read messages: that there is something to read, and not a word more.
 * Who has no e-mail is not told this way; the thread still shows the reply.
 */
async function tellReaders({ tx, actor }: RequestContext, thread: ThreadHead): Promise<void> {
  const readers = await tx.query<{ account: string; email: string; language: string | null }>(sql`
    select a.id as account, p.email->>'value' as email, p.language
    from account a join patient p on p.id = a.patient_id
    where a.kind = 'patient' and a.state = 'active' and not p.deceased and coalesce(p.email->>'value', '') <> '' and (
      a.patient_id = ${thread.patient_id} or exists (
        select 1 from proxy_grant g where g.account_id = a.id and g.patient_id = ${thread.patient_id} and g.revoked_at is null
          and g.starts_at <= now() and (g.ends_at is null or g.ends_at > now()) and 'messages' = any(g.scopes)))`);
  for (const reader of readers) {
    await queueOutgoing(tx, {
      clinic: actor.clinic, account: reader.account, channel: 'email', recipient: reader.email,
      template: 'message.reply', params: {}, language: reader.language ?? 'en',
    });
  }
}
