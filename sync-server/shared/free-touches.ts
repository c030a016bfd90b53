import { sql } from 'drizzle-orm';
import { viewName } from '../../schema/view-names.ts';
import type { Queries } from '../record/database.ts';
import { wholeView, type Touch } from '../record/touch.ts';

/**
 * Where free times show: to be touched by whatever changes a schedule, an absence, a holiday, a visit type, or what is taken of somebody's
 * time. `staff`: only the places where that person has a schedule; what is taken at one place is free at none.
 */
export async function freeTouches(q: Queries, clinic: string, staff: string | null = null): Promise<Touch[]> {
  const rows = await q.query<{ location_id: string }>(sql`
    select distinct location_id from schedule where clinic_id = ${clinic} and (${staff}::text is null or staff_id = ${staff}::text)`);
  return rows.map(({ location_id: location }) => wholeView(viewName.free(location)));
}
