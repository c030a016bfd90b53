import { sql } from 'drizzle-orm';
import { handoverName, parseNoteName } from '../../schema/notes.ts';
import { instantParam, type Tx } from '../record/database.ts';
import { lockNote } from '../views/linear-history.ts';
import { openShadow } from './note-history.ts';

/**
 * N1: the thread is closed, so its handover note is signed: its words stand in the record and nobody writes in it any
 * more. Under the thread's lock. Words that come once the thread is open again are the next part. An empty note is not
 * signed: it goes on as it is.
 */
export async function signHandover(tx: Tx, thread: string, by: string, at: number): Promise<void> {
  const [current] = await tx.query<{ note_part: number }>(sql`select note_part from thread where id = ${thread}`);
  const note = current && parseNoteName(handoverName(thread, current.note_part));
  if (!note || !(await lockNote(tx, note.name))) return;
  const { shadow } = await openShadow(tx, note, null);
  const words = shadow.doc.getText('text').toJSON();
  shadow.doc.destroy();
  if (words.trim() === '') return;
  await tx.query(sql`update note set signed_at = ${instantParam(at)}, signed_by = ${by}, text = ${words} where name = ${note.name}`);
  await tx.query(sql`update thread set note_part = note_part + 1 where id = ${thread}`);
}
