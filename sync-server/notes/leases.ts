import { sql } from 'drizzle-orm';
import { MAX_NOTE_WRITERS } from '../../schema/notes.ts';
import { arrayParam, type Tx } from '../record/database.ts';

export interface NoteWriter { readonly account: string; readonly device: string }

/**
 * N3: a client id belongs to the account and device that wrote under it first; under the note's lock. Several tabs of one
 * device write under several ids and may bring each other's words. 'new': at least one is leased with this.
 */
export async function leaseWriters(tx: Tx, note: string, clients: readonly number[], writer: NoteWriter): Promise<'known' | 'new' | 'foreign' | 'full'> {
  if (clients.length === 0) return 'known';
  const leased = await tx.query<{ client: number; account_id: string; device_id: string }>(sql`
    select client, account_id, device_id from note_writer where note = ${note} and client = any(${arrayParam(clients)}::bigint[])`);
  if (leased.some((lease) => lease.account_id !== writer.account || lease.device_id !== writer.device)) return 'foreign';
  const fresh = clients.filter((client) => !leased.some((lease) => lease.client === client));
  if (fresh.length === 0) return 'known';
  const [counted] = await tx.query<{ count: number }>(sql`select count(*)::int as count from note_writer where note = ${note}`);
  if ((counted?.count ?? 0) + fresh.length > MAX_NOTE_WRITERS) return 'full';
  const rows = fresh.map((client) => sql`(${note}, ${client}::bigint, ${writer.account}, ${writer.device})`);
  await tx.query(sql`insert into note_writer (note, client, account_id, device_id) values ${sql.join(rows, sql`, `)}`);
  return 'new';
}
