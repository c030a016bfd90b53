import { sql } from 'drizzle-orm';
import type { OpenItems } from '../../schema/colleagues.ts';
import type { Queries } from '../record/database.ts';

export type TimesOf = Pick<OpenItems, 'appointments' | 'bookings'>;
export const nothingOpen: OpenItems = { assigned: 0, addressed: 0, covers: 0, appointments: 0, bookings: 0, schedules: 0 };

/** What hangs on a person and is open: the one place that says so, for the list, the question and the hand-over. */
export async function countOpenItems(q: Queries, clinic: string): Promise<Map<string, OpenItems>> {
  const rows = await q.query<OpenItems & Record<string, unknown> & { id: string }>(sql`
    select s.id,
      (select count(*) from thread t where t.assignee_id = s.id and t.state <> 'closed') as assigned,
      (select count(*) from thread t where t.to_kind = 'person' and t.to_ref = s.patient_ref and t.assignee_id is distinct from s.id and t.state <> 'closed') as addressed,
      (select count(*) from staff_away w where w.to_staff_id = s.id) as covers,
      (select count(*) from appointment a where a.staff_id = s.id and a.state = 'booked' and a.starts_at > now()) as appointments,
      (select count(*) from booking b where b.staff_id = s.id and b.state in ('requested', 'countered')) as bookings,
      (select count(*) from schedule h where h.staff_id = s.id and (h.until_day is null or h.until_day > (now() at time zone c.time_zone)::date)) as schedules
    from staff s join clinic c on c.id = s.clinic_id where s.clinic_id = ${clinic}`);
  return new Map(rows.map(({ id, ...items }) => [id, items]));
}
