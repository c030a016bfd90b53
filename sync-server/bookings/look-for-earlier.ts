import { sql } from 'drizzle-orm';
import { newId } from '../../schema/ids.ts';
import { viewName } from '../../schema/view-names.ts';
import { audit } from '../audit/audit.ts';
import { instantParam, type Database, type Tx } from '../record/database.ts';
import { sqlState } from '../record/record-error.ts';
import { touch } from '../record/touch.ts';
import { findFreeTimes } from '../shared/free-times.ts';
import { firstInLine, offerEarlier, waitColumns, waitJoins, type EarlierTime, type WaitRow } from './waits.ts';

// Why a time is free does not matter: cancelled, moved, declined, run out, an absence that ended. Each round looks at what is free
// now, for whoever was looked at longest ago. -----------------------------------------------------------------------------------

/** A round stays short; whoever has no turn in it has theirs in the next. */
const BATCH = 60;
/** Nearer than this nobody reads an offer in time. */
const NOTICE_MS = 3 * 3_600_000;
/** By itself no more than one offer in so long to the same person: each is an e-mail. Staff offer as they see fit. */
const BETWEEN_MS = 24 * 3_600_000;
/** Times given to people who asked before; the rest has to wait for the next round. */
const PASSED_ON = 10;

/** Offers earlier times of visit types that patients book by themselves, in the order of asking; of others it names them to the clinic's staff. */
export async function lookForEarlier(database: Database): Promise<number> {
  await database.transaction(endWhatIsOver);
  const waiting = await database.query<{ id: string }>(sql`select id from earlier_wait where ended_at is null order by looked_at nulls first, asked_at, id limit ${BATCH}::int`);
  for (const { id } of waiting) {
    try {
      await database.transaction((tx) => lookFor(tx, id));
    } catch (error) {
      // Somebody else took the time meanwhile, or the two waited for each other: the next round looks again.
      const state = sqlState(error);
      if (state !== '23P01' && state !== '23505' && state !== '40P01') throw error;
    }
  }
  return waiting.length;
}

async function endWhatIsOver(tx: Tx): Promise<void> {
  const rows = await tx.query<{ clinic_id: string; patient_id: string }>(sql`
    with over as (
      select w.id from earlier_wait w join appointment a on a.id = w.appointment_id
      where w.ended_at is null and (a.state <> 'booked' or a.starts_at <= now()) order by w.id limit 200 for update of w skip locked)
    update earlier_wait w set ended_at = now(), ended_why = 'over', found_staff_id = null, found_at = null from over where w.id = over.id returning w.clinic_id, w.patient_id`);
  for (const row of rows) {
    await touch(tx, [{ view: viewName.person(row.patient_id), section: 'appointments', entry: '*' }, { view: viewName.bookings(row.clinic_id), section: 'waits', entry: '*' }]);
  }
}

/** For one who waits: what is free now is offered, or named to staff. */
export async function lookFor(tx: Tx, id: string): Promise<void> {
  const [wait] = await tx.query<WaitRow & { now: number; day_at: number }>(sql`
    select ${waitColumns}, now() as now, w.from_day::timestamp at time zone c.time_zone as day_at
    from earlier_wait w ${waitJoins} where w.id = ${id} and w.ended_at is null and a.state = 'booked' for update of w, a skip locked`);
  if (!wait) return;
  await tx.query(sql`update earlier_wait set looked_at = now() where id = ${id}`);
  const recently = wait.policy === 'selfBook' && (await tx.query(sql`select 1 from booking where wait_id = ${id} and received_at > ${instantParam(wait.now - BETWEEN_MS)} limit 1`)).length > 0;
  for (let passed = 0; passed < PASSED_ON; passed += 1) {
    const found = wait.moving ? null : await firstFree(tx, wait, Math.max(wait.now + NOTICE_MS, wait.day_at));
    if (!found || wait.policy !== 'selfBook' || recently) return note(tx, wait, found);
    const first = await firstInLine(tx, wait, found, wait.now - BETWEEN_MS) ?? wait;
    const booking = newId();
    await offerEarlier(tx, first, booking, found, wait.now);
    await audit(tx, { clinic: first.clinic_id, account: null, who: 'Outpost', action: 'wait.offer', patient: first.patient_id, subject: booking });
    if (first.id === wait.id) return;
  }
}

/** The first that suits and was not offered to them before. */
async function firstFree(tx: Tx, wait: WaitRow, from: number): Promise<EarlierTime | null> {
  const before = await tx.query<{ staff_id: string; starts_at: number }>(sql`select staff_id, starts_at from booking where wait_id = ${wait.id}`);
  const free = await findFreeTimes(tx, {
    location: wait.location_id, visitType: wait.visit_type_id, staff: wait.anyone ? null : wait.staff_id, from, to: wait.starts_at, limit: before.length + 1,
  });
  return free.find(({ staff, startsAt }) => !before.some((one) => one.staff_id === staff && one.starts_at === startsAt)) ?? null;
}

/** For the clinic's staff, who offer it. */
async function note(tx: Tx, wait: WaitRow, found: EarlierTime | null): Promise<void> {
  if ((found?.startsAt ?? null) === wait.found_at && (found?.staff ?? null) === wait.found_staff_id) return;
  await tx.query(sql`update earlier_wait set found_staff_id = ${found?.staff ?? null}, found_at = ${found ? instantParam(found.startsAt) : null} where id = ${wait.id}`);
  await touch(tx, [{ view: viewName.bookings(wait.clinic_id), section: 'waits', entry: '*' }]);
}
