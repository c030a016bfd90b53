import { sql } from 'drizzle-orm';
import { replyDisclose, replyWithdraw, type ReplyFacts } from '../../schema/misdirected-requests.ts';
import { viewName } from '../../schema/view-names.ts';
import { audit } from '../audit/audit.ts';
import { instantParam, jsonParam } from '../record/database.ts';
import { beginAnew, touch } from '../record/touch.ts';
import { handle, type RegisteredHandler, type RequestContext } from '../requests/slice.ts';
import { followSuccessor } from './follow-successor.ts';
import { readSights } from './sights.ts';
import { lockThread, type ThreadRow } from './thread-row.ts';
import { messageTouch, threadTouches } from '../shared/thread-touches.ts';

interface ReplyRow { readonly id: string; readonly seq: number; readonly withdrawn_at: number | null; readonly withdrawn_by: string | null }
interface Facts extends ReplyFacts { readonly row: { readonly thread: ThreadRow; readonly message: ReplyRow } | null }
interface Target { readonly patient: string; readonly thread: string; readonly message: string }

/** The thread's lock is what marks, withdrawals and reports take turns by: "nobody has opened it" holds until this commits. */
async function readFacts({ tx, actor }: RequestContext, body: Target): Promise<Facts> {
  const thread = await lockThread(tx, actor.clinic, body);
  const [message] = thread ? await tx.query<ReplyRow & Record<string, unknown>>(sql`
    select id, seq, withdrawn_at, withdrawn_by from message where id = ${body.message} and thread_id = ${thread.id} and from_kind = 'clinic' and auto is null`) : [];
  if (!thread || !message) return { row: null, reply: null };
  const [reported] = await tx.query<{ by: string; at: number }>(sql`select who as "by", at from disclosure where message_id = ${message.id}`);
  const opened = (await readSights(tx, thread.id, message.seq)).find(({ openedAt }) => openedAt !== null);
  return {
    row: { thread, message },
    reply: {
      withdrawn: message.withdrawn_at === null ? null : { by: message.withdrawn_by ?? '', at: message.withdrawn_at },
      reported: reported ?? null,
      opened: opened?.openedAt ? { reader: opened.name, at: opened.openedAt } : null,
    },
  };
}

function rowOf(facts: Facts): NonNullable<Facts['row']> {
  if (!facts.row) throw new Error('A request about a reply was let through without its reply');
  return facts.row;
}

const withdraw = handle(replyWithdraw, {
  patientOf: (body) => body.patient, within: 'patient', readFacts,
  effect: async ({ tx, actor, request }, body, facts) => {
    const { thread, message } = rowOf(facts);
    await tx.query(sql`
      update message set withdrawn_at = ${instantParam(request.receivedAt)}, withdrawn_by = ${actor.name}, withdrawn_account = ${actor.account},
        withdrawn_reason = ${body.reason.trim()}
      where id = ${message.id}`);
    // What that reply answered waits again, also where it was closed since.
    if (thread.state === 'closed') await followSuccessor(tx, thread, request.receivedAt);
    await tx.query(sql`
      update thread t set waiting_since = w.since, state = 'open', closed_by = null, closed_at = null
      from (select min(m.received_at) as since from message m where m.thread_id = ${thread.id} and m.from_kind = 'patient' and m.seq > coalesce((
        select max(r.seq) from message r where r.thread_id = ${thread.id} and r.from_kind = 'clinic' and r.auto is null and r.withdrawn_at is null), 0)) w
      where t.id = ${thread.id} and w.since is not null`);
    await touch(tx, [
      // The words stand in rows that devices already hold, too: all of them begin anew.
      beginAnew(viewName.threads(thread.patient_id)),
      messageTouch(thread.patient_id, message.id), misdirectedTouch(thread.patient_id, message.id),
      ...threadTouches(thread.clinic_id, thread.patient_id, thread.id),
    ]);
  },
});

const disclose = handle(replyDisclose, {
  patientOf: (body) => body.patient, within: 'patient', readFacts,
  effect: async ({ tx, actor, request }, body, facts) => {
    const { thread, message } = rowOf(facts);
    const shown = await readSights(tx, thread.id, message.seq);
    await tx.query(sql`
      insert into disclosure (id, clinic_id, patient_id, thread_id, message_id, shown, reason, account_id, who, at)
      values (${body.disclosure}, ${thread.clinic_id}, ${thread.patient_id}, ${thread.id}, ${message.id}, ${jsonParam(shown)}, ${body.reason.trim()},
              ${actor.account}, ${actor.name}, ${instantParam(request.receivedAt)})`);
    await audit(tx, {
      clinic: actor.clinic, account: actor.account, who: actor.name, action: 'disclosure.reported', patient: thread.patient_id, subject: body.disclosure, request: request.id,
      detail: { message: message.id, shown },
    });
    await touch(tx, [misdirectedTouch(thread.patient_id, message.id)]);
  },
});

const misdirectedTouch = (patient: string, message: string) => ({ view: viewName.triage(patient), section: 'misdirected', entry: message });

export const misdirectedHandlers: RegisteredHandler[] = [withdraw, disclose];
