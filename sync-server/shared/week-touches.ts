import { sql } from 'drizzle-orm';
import { viewName } from '../../schema/view-names.ts';
import { arrayParam, type Tx } from '../record/database.ts';
import { touch, type Touch } from '../record/touch.ts';

interface Of { readonly bookings?: readonly string[]; readonly appointments?: readonly string[]; readonly patients?: readonly string[] }

/** What each section holds depends on all there is. */
const sections = ['appointments', 'bookings', 'providers', 'older'] as const;

/** The weeks of the front desk in which these stand now, by the clock of their place. Whatever moves one touches them before and after. */
export async function weekTouches(tx: Tx, { bookings = [], appointments = [], patients = [] }: Of): Promise<Touch[]> {
  const [booked, made, people] = [arrayParam(bookings), arrayParam(appointments), arrayParam(patients)].map((ids) => sql`any(${ids}::text[])`);
  const rows = await tx.query<{ location: string; week: string }>(sql`
    select distinct t.location_id as location, to_char(t.at at time zone c.time_zone, 'IYYY"-W"IW') as week
    from (
      select location_id, clinic_id, starts_at as at from appointment where id = ${made} or patient_id = ${people}
      union all select location_id, clinic_id, starts_at from booking where id = ${booked} or patient_id = ${people}
      union all select b.location_id, b.clinic_id, to_timestamp((o->>'startsAt')::bigint / 1000.0)
        from booking b cross join lateral jsonb_array_elements(b.offers) o where b.id = ${booked} or b.patient_id = ${people}
    ) t join clinic c on c.id = t.clinic_id`);
  return rows.flatMap(({ location, week }) => sections.map((section) => ({ view: viewName.week(location, week), section, entry: '*' })));
}

export async function touchWeeks(tx: Tx, of: Of): Promise<void> {
  await touch(tx, await weekTouches(tx, of));
}
