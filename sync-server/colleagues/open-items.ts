import { sql } from 'drizzle-orm';
import type { OpenItems } from '../../schema/colleagues.ts';
import type { Queries } from '../record/database.ts';

/** What hangs on a person and is open: the one place that says so, for the list, the question and the hand-over. */
export async function countOpenItems(q: Queries, clinic: string): Promise<Map<string, OpenItems>> {
  const rows = await q.query<OpenItems & Record<string, unknown> & { id: string }>(sql`
    select s.id,
      (select count(*) from thread t where t.assignee_id = s.id and t.state <> 'closed') as assigned,
      (select count(*) from thread t where t.to_kind = 'person' and t.to_ref = s.patient_ref and t.assignee_id is distinct from s.id and t.state <> 'closed') as addressed,
      (select count(*) from staff_away w where w.to_staff_id = s.id) as covers
    from staff s where s.clinic_id = ${clinic}`);
  return new Map(rows.map(({ id, assigned, addressed, covers }) => [id, { assigned, addressed, covers }]));
}
