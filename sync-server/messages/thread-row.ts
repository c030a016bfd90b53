import { sql } from 'drizzle-orm';
import type { Register } from '../../schema/merge.ts';
import type { ThreadState, Urgency } from '../../schema/messages.ts';
import type { ThreadFacts } from '../../schema/triage-requests.ts';
import type { Tx } from '../record/database.ts';
import type { RequestContext } from '../requests/slice.ts';

export interface ThreadRow {
  id: string;
  clinic_id: string;
  patient_id: string;
  subject: string;
  state: ThreadState;
  last_seq: number;
  patient_seq: number;
  waiting_since: number | null;
  urgency: Register<Urgency>;
  tags: Record<string, Register<boolean>>;
  assignee_id: string | null;
  assignee_name: string | null;
  assigned_at: number | null;
  closed_by: string | null;
  closed_at: number | null;
  read_through: number;
}

/**
 * The thread, locked for this transaction: whoever decides about it next waits and then sees what was decided.
 * Whose it is by then is asked of the locked row: what was joined to the row before the wait is of then.
 * Null when it is absent, on another patient, or another clinic's; the three look the same from outside.
 */
export async function lockThread(tx: Tx, clinic: string, target: { patient: string; thread: string }): Promise<ThreadRow | null> {
  const rows = await tx.query<ThreadRow>(sql`
    select t.id, t.clinic_id, t.patient_id, t.subject, t.state, t.last_seq, t.patient_seq, t.waiting_since, t.urgency, t.tags,
           t.assignee_id, (select s.name from staff s where s.id = t.assignee_id) as assignee_name, t.assigned_at, t.closed_by, t.closed_at, t.read_through
    from thread t
    where t.id = ${target.thread} and t.patient_id = ${target.patient} and t.clinic_id = ${clinic}
    for update of t`);
  return rows[0] ?? null;
}

export interface LockedThread extends ThreadFacts {
  /** The row behind the facts: `effect` needs no second read. */
  readonly row: ThreadRow | null;
}

export async function readThreadFacts(context: RequestContext, body: { patient: string; thread: string }): Promise<LockedThread> {
  const row = await lockThread(context.tx, context.actor.clinic, body);
  if (!row) return { row: null, thread: null };
  return {
    row,
    thread: {
      state: row.state,
      assignee: row.assignee_id ? { staff: row.assignee_id, name: row.assignee_name ?? '', at: row.assigned_at ?? 0 } : null,
      closed: row.closed_at === null ? null : { by: row.closed_by ?? '', at: row.closed_at },
      patientSeq: row.patient_seq,
    },
  };
}

/** `may` has let the request through, so the thread is there: anything else is a mistake of ours, and rolls back. */
export function threadOf(facts: { readonly row: ThreadRow | null }): ThreadRow {
  if (!facts.row) throw new Error('A thread request was let through without its thread');
  return facts.row;
}
