import { sql, type SQL } from 'drizzle-orm';
import type { Actor } from '../../schema/actor.ts';
import { searchWords, snippet, type MessageFound, type MessageSearchAnswer } from '../../schema/message-search.ts';
import { parseViewName } from '../../schema/view-kinds.ts';
import { viewName } from '../../schema/view-names.ts';
import { mayReadView } from '../../schema/views.ts';
import type { Queries } from '../record/database.ts';

/** Nobody reads further than this; another word narrows it. */
const MOST = 40;
/** Of each kind that is read to be judged. */
const LOOKED_AT = 200;

interface Row { kind: MessageFound['kind']; id: string; thread_id: string; patient_id: string; clinic_id: string; name: string; subject: string; text: string; at: number }

/**
 * Beginnings of words, all of which have to be there, newest first. Each row is judged as the view it stands in is: whoever may
 * not open that does not hear that there is anything.
 *
 * Not promised: accents are not taken off, the words of a withdrawn reply are not found, and more than 200 of a kind are not looked at.
 */
export async function searchMessages(q: Queries, actor: Actor, typed: string): Promise<MessageSearchAnswer> {
  const words = searchWords(typed);
  if (words.join('').length < 2) return { found: [], more: false };
  const wanted = sql`to_tsquery('simple', ${words.map((word) => `${word}:*`).join(' & ')})`;
  const rows = [
    ...await read(q, actor.clinic, sql`select 'message' as kind, m.id, m.thread_id, m.text, m.received_at as at from message m where m.withdrawn_at is null and to_tsvector('simple', m.text) @@ ${wanted}`),
    ...await read(q, actor.clinic, sql`select 'subject' as kind, s.id, s.id as thread_id, s.subject as text, s.last_at as at from thread s where to_tsvector('simple', s.subject) @@ ${wanted}`),
    ...await read(q, actor.clinic, sql`select 'comment' as kind, c.id, c.thread_id, c.text, c.at from thread_comment c where to_tsvector('simple', c.text) @@ ${wanted}`),
  ];
  const found = rows.filter((row) => mayRead(actor, row)).sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
  return { found: found.slice(0, MOST).map((row) => toFound(row, words)), more: found.length > MOST };
}

async function read(q: Queries, clinic: string, hits: SQL): Promise<Row[]> {
  return q.query<Row>(sql`
    select h.kind, h.id, h.thread_id, t.patient_id, t.clinic_id, p.name, t.subject, h.text, h.at
    from (${hits}) h join thread t on t.id = h.thread_id join patient p on p.id = t.patient_id
    where t.clinic_id = ${clinic} order by h.at desc limit ${LOOKED_AT}`);
}

function mayRead(actor: Actor, row: Row): boolean {
  const view = parseViewName(row.kind === 'comment' ? viewName.triage(row.patient_id) : viewName.threads(row.patient_id));
  return view !== null && mayReadView(actor, view, { clinic: row.clinic_id });
}

const toFound = (row: Row, words: readonly string[]): MessageFound => ({
  kind: row.kind, id: row.id, patient: row.patient_id, name: row.name, thread: row.thread_id, subject: row.subject, text: snippet(row.text, words), at: row.at,
});
