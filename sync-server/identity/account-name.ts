import { sql } from 'drizzle-orm';
import type { Queries } from '../record/database.ts';

/** The name behind an account as it stands now, for audit rows; '' for nobody, at the same cost. */
export async function accountName(q: Queries, account: string | null): Promise<string> {
  const rows = await q.query<{ name: string }>(sql`
    select coalesce(s.name, p.name) as name
    from account a left join staff s on s.id = a.staff_id left join patient p on p.id = a.patient_id where a.id = ${account}`);
  return rows[0]?.name ?? '';
}
