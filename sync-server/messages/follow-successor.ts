import { sql } from 'drizzle-orm';
import { instantParam, type Tx } from '../record/database.ts';
import { successorOf } from '../shared/successor.ts';

/**
 * A closed conversation stays whose it was; the moment it opens again it goes to whoever took over from a colleague whose account
 * was closed meanwhile. To be called, under the thread's lock, by whatever opens one.
 */
export async function followSuccessor(tx: Tx, thread: { readonly id: string; readonly clinic_id: string }, at: number): Promise<void> {
  const gone = await tx.query<{ id: string; name: string; assigned: boolean; addressed: boolean }>(sql`
    select s.id, s.name, s.id = coalesce(t.assignee_id, '') as assigned, t.to_kind = 'person' and s.patient_ref = t.to_ref as addressed
    from thread t join staff s on s.clinic_id = t.clinic_id and (s.id = t.assignee_id or (t.to_kind = 'person' and s.patient_ref = t.to_ref))
    where t.id = ${thread.id} order by s.id for share of s`);
  for (const { id, name, assigned, addressed } of gone) {
    const next = await successorOf(tx, thread.clinic_id, id);
    if (!next) continue;
    if (addressed) {
      await tx.query(sql`update thread set to_kind = ${next.to.kind}, to_ref = ${next.to.ref}, to_name = ${next.to.name}, handed_from = ${name} where id = ${thread.id}`);
    }
    if (assigned) {
      await tx.query(sql`
        update thread set assignee_id = ${next.staff}, assigned_by = ${next.staff === null ? null : name}, assigned_at = ${next.staff === null ? null : instantParam(at)} where id = ${thread.id}`);
    }
  }
}
