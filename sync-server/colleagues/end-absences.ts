import { sql } from 'drizzle-orm';
import { viewName } from '../../schema/view-names.ts';
import { audit } from '../audit/audit.ts';
import type { Database } from '../record/database.ts';
import { touch } from '../record/touch.ts';

/**
 * Absences whose last day is over leave the views. They hold no longer from that midnight on, whether this has run or not:
 * everybody who reads one judges by its days.
 */
export async function endAbsences(database: Database): Promise<number> {
  return database.transaction(async (tx) => {
    const ended = await tx.query<{ staff_id: string; id: string; clinic_id: string; ref: string }>(sql`
      delete from staff_away w using clinic c, staff s
      where c.id = w.clinic_id and s.id = w.staff_id and w.until_day < (now() at time zone c.time_zone)::date
      returning w.staff_id, w.id, w.clinic_id, s.patient_ref as ref`);
    for (const { staff_id: staff, clinic_id: clinic, ref } of ended) {
      await audit(tx, { clinic, account: null, who: 'by its last day', action: 'away.ended', subject: staff });
      await touch(tx, [{ view: viewName.office(clinic), section: 'away', entry: staff }, { view: viewName.clinic(clinic), section: 'away', entry: ref }]);
    }
    return ended.length;
  });
}
