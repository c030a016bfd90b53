import { sql } from 'drizzle-orm';
import { PRESENCE_MS } from '../../schema/consult-states.ts';
import { viewName } from '../../schema/view-names.ts';
import { audit } from '../audit/audit.ts';
import { instantParam, type Database } from '../record/database.ts';
import { touch, wholeView } from '../record/touch.ts';
import { moveConsult } from './move-consult.ts';
import { lockConsult } from './read-facts.ts';

/** Whoever waits and has given no sign for five minutes waits no more. Each in a transaction of its own. */
export async function leaveAbsent(database: Database, now: number = Date.now()): Promise<number> {
  const since = now - PRESENCE_MS;
  const absent = await database.query<{ id: string }>(sql`select id from consult where state = 'waiting' and presence_at < ${instantParam(since)} order by presence_at limit 200`);
  let left = 0;
  for (const { id } of absent) {
    await database.transaction(async (tx) => {
      const row = await lockConsult(tx, id);
      // They may be back, or with the clinician, by now.
      const [still] = await tx.query(sql`select 1 from consult where id = ${id} and state = 'waiting' and presence_at < ${instantParam(since)}`);
      if (!row || !still) return;
      await moveConsult(tx, row, 'leave', { staff: null, who: 'Outpost', at: now });
      await audit(tx, { clinic: row.clinic_id, account: null, who: 'Outpost', action: 'consult.left', patient: row.patient_id, subject: row.id });
      left += 1;
    });
  }
  return left;
}

/** After each midnight of its clinic live/ counts its days from the new one. */
export async function advanceLiveDay(database: Database): Promise<number> {
  return database.transaction(async (tx) => {
    const moved = await tx.query<{ id: string }>(sql`
      with due as (
        select c.id, (now() at time zone c.time_zone)::date as today from clinic c
        where 'live' = any(c.modules) and c.live_day is distinct from (now() at time zone c.time_zone)::date order by c.id limit 500 for update of c skip locked)
      update clinic c set live_day = due.today from due where due.id = c.id returning c.id`);
    await touch(tx, moved.map(({ id }) => wholeView(viewName.live(id))));
    return moved.length;
  });
}
