import { sql } from 'drizzle-orm';
import type { Actor } from '../../schema/actor.ts';
import { isNote, type ParsedNote } from '../../schema/notes.ts';
import { mayReadView } from '../../schema/views.ts';
import type { ParsedView } from '../../schema/view-kinds.ts';
import { judgeNoteReader } from '../notes/read-facts.ts';
import type { Queries } from '../record/database.ts';

/**
 * May this actor read this view or note, as the record stands now (V5)? The decision is the schema's; this reads its fact.
 * A patient who does not exist and one of another clinic take the same steps and get the same answer.
 */
export async function judgeRead(q: Queries, actor: Actor, view: ParsedView | ParsedNote): Promise<boolean> {
  if (isNote(view)) return judgeNoteReader(q, actor, view);
  return mayReadView(actor, view, { clinic: await readClinic(q, view) });
}

async function readClinic(q: Queries, view: ParsedView): Promise<string | null> {
  if (view.location !== undefined) {
    const [place] = await q.query<{ clinic: string }>(sql`select clinic_id as clinic from location where id = ${view.location}`);
    return place?.clinic ?? null;
  }
  const rows = view.patient === undefined
    ? await q.query<{ clinic: string }>(sql`select id as clinic from clinic where id = ${view.clinic ?? ''}`)
    : await q.query<{ clinic: string }>(sql`select clinic_id as clinic from patient where id = ${view.patient}`);
  return rows[0]?.clinic ?? null;
}
