import { sql } from 'drizzle-orm';
import * as Y from 'yjs';
import { newId } from '../../schema/ids.ts';
import type { ParsedNote } from '../../schema/notes.ts';
import { ZERO_HEAD } from '../../schema/sync.ts';
import { META } from '../../schema/view-kinds.ts';
import type { Tx } from '../record/database.ts';
import { catchUp, lockNote, writeRow, type ViewState, type WriterCopy } from '../views/linear-history.ts';
import type { LogRow } from '../views/projector-types.ts';
import type { NoteWriter } from './leases.ts';

/** The log of a note is no unbroken line. A note cannot be made anew like a view: people have to look. */
export class NoteBroken extends Error {
  constructor(name: string) {
    super(`The log of ${name} is damaged`);
    this.name = 'NoteBroken';
  }
}

/** N2: the note under its lock, and its standing shadow brought to its last row. Made when there is none. */
export async function openShadow(tx: Tx, note: ParsedNote, held: WriterCopy | null): Promise<{ state: ViewState; shadow: WriterCopy }> {
  let state = await lockNote(tx, note.name);
  if (!state) {
    await tx.query(sql`
      insert into note (name, thread_id, part, epoch, head) values (${note.name}, ${note.thread}, ${note.part}, ${newId()}, ${ZERO_HEAD})
      on conflict do nothing`);
    state = await lockNote(tx, note.name);
  }
  const shadow = state && await catchUp(tx, state, held);
  if (!state || !shadow) throw new NoteBroken(note.name);
  return { state, shadow };
}

export interface WrittenBy { readonly staff: string | null; readonly name: string; readonly writer: NoteWriter | null }

/** Appends one row: what the shadow was given, and what the server says of it. */
export async function appendNoteRow(
  tx: Tx, shadow: WriterCopy, note: string, { by, asOf, carried }: { readonly by: WrittenBy | null; readonly asOf: number; readonly carried?: Uint8Array },
): Promise<LogRow> {
  const row = writeRow(shadow, note, (doc) => { if (by) sayWhoWrote(doc, by, asOf); }, { judge: false, asOf, ...(carried ? { carried } : {}) });
  await tx.query(sql`
    insert into note_log (note, epoch, seq, head, update, account_id, device_id)
    values (${note}, ${row.epoch}, ${row.seq}, ${row.head}, ${row.update}, ${by?.writer?.account ?? null}, ${by?.writer?.device ?? null})`);
  await tx.query(sql`
    update note set seq = ${row.seq}, head = ${row.head}, built = true, bytes = bytes + ${row.update.byteLength} where name = ${note}`);
  return row;
}

function sayWhoWrote(doc: Y.Doc, by: WrittenBy, at: number): void {
  const meta = doc.getMap(META);
  const before: unknown = meta.get('by');
  const same = typeof before === 'object' && before !== null && 'staff' in before && before.staff === by.staff && 'name' in before && before.name === by.name;
  if (!same) meta.set('by', { staff: by.staff, name: by.name });
  meta.set('byAt', at);
}
