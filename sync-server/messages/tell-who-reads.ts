import { sql } from 'drizzle-orm';
import { answeringFor } from '../../schema/away.ts';
import { newId } from '../../schema/ids.ts';
import type { RoutedNotice } from '../../schema/messages.ts';
import { refuse, type Refusal } from '../../schema/outcome.ts';
import { instantParam, jsonParam } from '../record/database.ts';
import { touch } from '../record/touch.ts';
import type { RequestContext } from '../requests/slice.ts';
import { clinicDay, readAbsences } from '../shared/absences.ts';
import { messageTouch } from '../shared/thread-touches.ts';

interface Thread { readonly id: string; readonly clinic_id: string; readonly patient_id: string }

/** As the thread stands with the message just written. */
export interface Routing {
  readonly assignee_id: string | null;
  readonly to_ref: string;
  readonly to_name: string;
  /** Null: the patient knows whose it is. */
  readonly handed_from: string | null;
  readonly told_away: string | null;
  /** The assignee has an absence, now or to come. */
  readonly has_absence: boolean;
}

/**
 * B45: whoever writes to somebody who is away, or whose account was closed since, is told who reads it instead: once a thread and
 * absence, in the thread and in the outcome. It is no reply: what waits goes on waiting.
 * @param seq of the message just written
 * @returns the newest message's number by now
 */
export async function tellWhoReads(context: RequestContext, thread: Thread, seq: number, routing: Routing): Promise<{ seq: number; remark: Refusal | null }> {
  let last = { seq, remark: null as Refusal | null };
  if (routing.handed_from !== null) {
    const notice: RoutedNotice = { kind: 'left', name: routing.handed_from, to: routing.to_name, until: null, words: '' };
    await write(context, thread, last.seq + 1, notice, `Automatic answer: ${notice.name} does not answer here any more. ${routing.to_name} reads your messages now.`);
    await context.tx.query(sql`update thread set handed_from = null where id = ${thread.id}`);
    last = { seq: last.seq + 1, remark: refuse('message.passedOn', { from: notice.name, to: routing.to_name }) };
  }
  return routing.has_absence ? tellAbsence(context, thread, last, routing) : last;
}

async function tellAbsence(context: RequestContext, thread: Thread, last: { seq: number; remark: Refusal | null }, { assignee_id: assignee, to_ref: ref, told_away: told }: Routing): Promise<typeof last> {
  const { tx, actor, request } = context;
  const absences = new Map((await readAbsences(tx, actor.clinic)).map((absence) => [absence.staff, absence]));
  const away = absences.get(assignee ?? '');
  // Only of whom they wrote to by name: of anybody else they know nothing (C91).
  if (!away || assignee === null || away.ref !== ref || !away.addressable || away.id === told) return last;
  const day = await clinicDay(tx, actor.clinic, request.receivedAt);
  const reader = answeringFor(assignee, day, (staff) => absences.get(staff));
  if (reader === assignee) return last;
  // Through a second one who is away nobody is named: the patient was not promised them.
  const to = reader === null && away.to.kind === 'person' ? null : reader === null || reader === away.to.id ? away.forPatients : null;
  const notice: RoutedNotice = { kind: 'away', name: away.name, to, until: away.until, words: away.words };
  await write(context, thread, last.seq + 1, notice, `Automatic answer: ${away.name} is away until ${away.until}. ${to ?? 'A colleague'} reads your message instead. ${away.words}`.trim());
  await tx.query(sql`update thread set told_away = ${away.id} where id = ${thread.id}`);
  return { seq: last.seq + 1, remark: last.remark ?? refuse('message.away', { name: away.name, until: away.until, to: to ?? '' }) };
}

async function write({ tx, actor, request }: RequestContext, thread: Thread, seq: number, notice: RoutedNotice, text: string): Promise<void> {
  const id = newId();
  const at = instantParam(request.receivedAt);
  await tx.query(sql`
    insert into message (id, thread_id, seq, from_kind, account_id, author, text, received_at, device_time, auto)
    select ${id}, ${thread.id}, ${seq}, 'clinic', '', c.name, ${text}, ${at}, ${at}, ${jsonParam(notice)} from clinic c where c.id = ${actor.clinic}`);
  await tx.query(sql`update thread set last_seq = ${seq} where id = ${thread.id}`);
  await touch(tx, [messageTouch(thread.patient_id, id)]);
}
