import { sql } from 'drizzle-orm';
import { audit } from '../audit/audit.ts';
import type { Database } from '../record/database.ts';
import { touch } from '../record/touch.ts';
import { tellAccount } from '../requests/notices.ts';
import { resultTouches } from './touches.ts';

/** A hold that is over puts its result back to what awaits a decision, and tells who held it. Releases nothing (D18). */
export async function endHolds(database: Database): Promise<number> {
  return database.transaction(async (tx) => {
    const rows = await tx.query<{ id: string; clinic_id: string; patient_id: string; name: string; hold_account: string | null; at: number }>(sql`
      with over as (select id, hold_account from result where state = 'held' and hold_until <= now() order by id limit 200 for update skip locked)
      update result r set state = 'awaiting', hold_reason = null, hold_by = null, hold_staff = null, hold_account = null, held_at = null, hold_until = null
      from over where r.id = over.id returning r.id, r.clinic_id, r.patient_id, r.name, over.hold_account, now() as at`);
    for (const row of rows) {
      await audit(tx, { clinic: row.clinic_id, account: null, who: 'Outpost', action: 'result.holdEnded', patient: row.patient_id, subject: row.id });
      if (row.hold_account !== null) await tellAccount(tx, { account: row.hold_account, code: 'result.holdEnded', params: { name: row.name }, patient: row.patient_id, at: row.at });
      await touch(tx, resultTouches(row.clinic_id, row.patient_id));
    }
    return rows.length;
  });
}
