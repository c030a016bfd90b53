import { sql } from 'drizzle-orm';
import { viewName } from '../../schema/view-names.ts';
import type { Database } from '../record/database.ts';
import { touch, wholeView } from '../record/touch.ts';

/** After each midnight of its clinic a place shows its free times from the new day on; once, however many instances ask. */
export async function advanceDays(database: Database): Promise<number> {
  return database.transaction(async (tx) => {
    const moved = await tx.query<{ id: string; clinic_id: string; used: boolean }>(sql`
      with due as (
        select l.id, (now() at time zone c.time_zone)::date as today from location l join clinic c on c.id = l.clinic_id
        where l.free_from is distinct from (now() at time zone c.time_zone)::date order by l.id limit 500 for update of l skip locked)
      update location l set free_from = due.today from due where due.id = l.id
      returning l.id, l.clinic_id, exists (select 1 from schedule s where s.location_id = l.id) as used`);
    const used = moved.filter((place) => place.used);
    await touch(tx, [...used.map(({ id }) => wholeView(viewName.free(id))), ...[...new Set(used.map(({ clinic_id: clinic }) => clinic))].map((clinic) => wholeView(viewName.plan(clinic)))]);
    return moved.length;
  });
}
