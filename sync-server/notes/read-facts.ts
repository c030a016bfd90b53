import { sql } from 'drizzle-orm';
import type { Actor } from '../../schema/actor.ts';
import type { ThreadState } from '../../schema/messages.ts';
import { mayReadNote, type NoteFacts, type ParsedNote } from '../../schema/notes.ts';
import type { Queries } from '../record/database.ts';

/** @param lock the thread stays as it is until the transaction ends: nobody closes it under an update that was let through */
export async function readNoteFacts(q: Queries, note: ParsedNote, lock = false): Promise<NoteFacts | null> {
  const rows = await q.query<{ clinic_id: string; patient_id: string; state: ThreadState; note_part: number }>(sql`
    select clinic_id, patient_id, state, note_part from thread where id = ${note.thread} ${lock ? sql`for share` : sql``}`);
  const [thread] = rows;
  return thread ? { clinic: thread.clinic_id, patient: thread.patient_id, state: thread.state, part: thread.note_part } : null;
}

/** May this actor read this note, as the record stands now? */
export async function judgeNoteReader(q: Queries, actor: Actor, note: ParsedNote): Promise<boolean> {
  return mayReadNote(actor, note, await readNoteFacts(q, note));
}
