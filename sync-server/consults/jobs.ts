import { sql } from 'drizzle-orm';
import { PRESENCE_MS } from '../../schema/consult-states.ts';
import { viewName } from '../../schema/view-names.ts';
import { audit } from '../audit/audit.ts';
import { instantParam, type Database } from '../record/database.ts';
import { touch, wholeView } from '../record/touch.ts';
import { tellAccount } from '../requests/notices.ts';
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

/** Past its end by so long and with nobody in the room, a visit was forgotten: only its clinician ends it. */
const FORGOTTEN_MINUTES = 30;

/** Tells each clinician once of a visit of theirs that still runs. */
export async function remindOfRunning(database: Database, now: number = Date.now()): Promise<number> {
  return database.transaction(async (tx) => {
    const rows = await tx.query<{ patient_id: string; name: string; account: string | null }>(sql`
      with forgotten as (
        select k.id from consult k join appointment a on a.id = k.appointment_id
        where k.state = 'inProgress' and k.reminded_at is null and greatest(a.ends_at, k.started_at) < ${instantParam(now)}::timestamptz - make_interval(mins => ${FORGOTTEN_MINUTES}::int)
          and not exists (select 1 from consult_grant g where g.consult_id = k.id and g.here)
        order by k.id limit 200 for update of k skip locked)
      update consult k set reminded_at = ${instantParam(now)} from forgotten, appointment a, patient p
      where k.id = forgotten.id and a.id = k.appointment_id and p.id = k.patient_id
      returning k.patient_id, p.name, (select c.id from account c where c.staff_id = a.staff_id and c.state = 'active' limit 1) as account`);
    for (const { account, patient_id: patient, name } of rows) if (account !== null) await tellAccount(tx, { account, code: 'consult.stillRuns', params: { name }, patient, at: now });
    return rows.length;
  });
}
