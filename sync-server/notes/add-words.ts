import { sql } from 'drizzle-orm';
import type { Actor } from '../../schema/actor.ts';
import { handoverName, notes, parseNoteName, type ParsedNote } from '../../schema/notes.ts';
import type { Queries, Tx } from '../record/database.ts';
import { appendNoteRow, openShadow } from './note-history.ts';

/** The server's own id for words it writes into a note for somebody; below every device's. */
const WORDS_WRITER = 2;

async function currentNote(q: Queries, thread: string): Promise<ParsedNote> {
  const [current] = await q.query<{ note_part: number }>(sql`select note_part from thread where id = ${thread}`);
  const note = parseNoteName(handoverName(thread, current?.note_part ?? 0));
  if (!note) throw new Error('A thread without a handover note');
  return note;
}

/** Characters that the note which is being written still takes. Under the thread's lock, so that it stays true. */
export async function readRoom(tx: Tx, thread: string): Promise<number> {
  const { shadow } = await openShadow(tx, await currentNote(tx, thread), null);
  const room = notes.handover.maxText - shadow.doc.getText('text').length;
  shadow.doc.destroy();
  return room;
}

/**
 * Puts whole words at the end of a thread's handover note, in the transaction of a request, under the thread's lock.
 * Open devices see them at the next poll: nothing is told before the commit.
 */
export async function addWords(tx: Tx, thread: string, words: string, actor: Pick<Actor, 'staff' | 'name'>, at: number): Promise<void> {
  const note = await currentNote(tx, thread);
  const { shadow } = await openShadow(tx, note, null);
  const { doc } = shadow;
  const text = doc.getText('text');
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  doc.clientID = WORDS_WRITER;
  const before = text.toJSON();
  text.insert(text.length, before === '' || before.endsWith('\n') ? words : `\n${words}`);
  const [carried] = updates;
  if (!carried) throw new Error('Words that gave no update');
  await appendNoteRow(tx, shadow, note.name, { by: { staff: actor.staff, name: actor.name, writer: null }, asOf: at, carried });
  doc.destroy();
}
