import { sql } from 'drizzle-orm';
import { audit } from '../audit/audit.ts';
import { tellReaders } from '../notify/tell-readers.ts';
import type { Database, Tx } from '../record/database.ts';
import { touch } from '../record/touch.ts';
import { tellAccount } from '../requests/notices.ts';
import { touchWeeks } from '../shared/week-touches.ts';
import { freeTimeOf } from './taken.ts';
import { bookingTouches } from './touches.ts';

// Nobody waits for ever (B46): before a request runs out those who decide are told; then it is over, and its time is free. -------

interface Row extends Record<string, unknown> { readonly id: string; readonly clinic_id: string; readonly patient_id: string; readonly account_id: string; readonly name: string; readonly at: number; readonly offered?: boolean }

/** Ends what nobody answered, and tells who asked. Each once, however many instances look. */
export async function expireBookings(database: Database): Promise<number> {
  return database.transaction(async (tx) => {
    const rows = await tx.query<Row>(sql`
      with over as (select id from booking where state in ('requested', 'countered') and expires_at <= now() order by id limit 200 for update skip locked)
      update booking b set state = 'expired', decided_at = now(), decided_by = '' from over where b.id = over.id
      returning b.id, b.clinic_id, b.patient_id, b.account_id, '' as name, now() as at, b.wait_id is not null as offered`);
    for (const row of rows) {
      await freeTimeOf(tx, row.clinic_id, { booking: row.id });
      await audit(tx, { clinic: row.clinic_id, account: null, who: 'Outpost', action: 'booking.expired', patient: row.patient_id, subject: row.id });
      await tellAccount(tx, { account: row.account_id, code: row.offered === true ? 'wait.ranOut' : 'booking.ranOut', patient: row.patient_id, at: row.at });
      await tellReaders(tx, { clinic: row.clinic_id, patient: row.patient_id, scope: null, template: 'record.new' });
      await touch(tx, bookingTouches(row.clinic_id, row.patient_id));
    }
    await touchWeeks(tx, { bookings: rows.map(({ id }) => id) });
    return rows.length;
  });
}

/** What is left of a request's time when those who decide are told: a quarter of what the clinic gave itself. */
const LAST_PART = 4;

/** Tells the clinic's coordinators what is about to run out unanswered, and puts it at the head of the queue. */
export async function warnOfBookings(database: Database): Promise<number> {
  return database.transaction(async (tx) => {
    const rows = await tx.query<Row>(sql`
      with late as (
        select b.id from booking b
        where b.state = 'requested' and b.urgent_at is null and now() > b.expires_at - (b.expires_at - b.received_at) / ${LAST_PART}::int order by b.id limit 200 for update of b skip locked)
      update booking b set urgent_at = now() from late, patient p where b.id = late.id and p.id = b.patient_id
      returning b.id, b.clinic_id, b.patient_id, b.account_id, p.name, now() as at`);
    for (const row of rows) {
      for (const account of await coordinators(tx, row.clinic_id)) {
        await tellAccount(tx, { account, code: 'booking.waits', params: { name: row.name }, patient: row.patient_id, at: row.at });
      }
      await touch(tx, bookingTouches(row.clinic_id, row.patient_id));
    }
    return rows.length;
  });
}

/** The named role (B46): whoever keeps the portal there. */
async function coordinators(tx: Tx, clinic: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(sql`
    select a.id from account a join staff s on s.id = a.staff_id
    where a.clinic_id = ${clinic} and a.state = 'active' and s.active and 'portal_coordinator' = any(s.roles) order by a.id`);
  return rows.map(({ id }) => id);
}
