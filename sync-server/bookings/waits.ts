import { sql } from 'drizzle-orm';
import { viewName } from '../../schema/view-names.ts';
import { tellReaders } from '../notify/tell-readers.ts';
import { instantParam, jsonParam, type Tx } from '../record/database.ts';
import { touch } from '../record/touch.ts';
import { touchWeeks } from '../shared/week-touches.ts';
import { holdTime, type Holding } from './taken.ts';
import { bookingTouches } from './touches.ts';

// Who waits for an earlier time, and what happens when one is theirs to have. -------------------------------------------------

export interface WaitRow extends Record<string, unknown> {
  readonly id: string; readonly clinic_id: string; readonly patient_id: string; readonly appointment_id: string; readonly account_id: string; readonly by_name: string; readonly anyone: boolean;
  /** Of the appointment that waits. */
  readonly staff_id: string; readonly location_id: string; readonly visit_type_id: string; readonly starts_at: number; readonly state: string;
  readonly open: boolean; readonly moving: boolean; readonly found_staff_id: string | null; readonly found_at: number | null;
  readonly minutes: number; readonly buffer_minutes: number; readonly policy: 'view' | 'request' | 'selfBook'; readonly offer_hours: number; readonly time_zone: string;
}
export const waitColumns = sql`
  w.id, w.clinic_id, w.patient_id, w.appointment_id, w.account_id, w.by_name, w.anyone, w.found_staff_id, w.found_at, w.ended_at is null and a.state = 'booked' as open,
  a.staff_id, a.location_id, a.visit_type_id, a.starts_at, a.state, v.minutes, v.buffer_minutes, v.policy, c.offer_hours, c.time_zone,
  exists (select 1 from booking b where b.replaces = a.id and b.state in ('requested', 'countered')) as moving`;
export const waitJoins = sql`join appointment a on a.id = w.appointment_id join visit_type v on v.id = a.visit_type_id join clinic c on c.id = w.clinic_id`;

/** An offer is over this long before its time, where that leaves time to answer: whoever is next may still have it. */
const LAST_HOUR = 3_600_000;

export interface EarlierTime { readonly staff: string; readonly startsAt: number }

/** Holds it for whoever waits, as a time the clinic offers in place of the one they have. */
export async function offerEarlier(tx: Tx, wait: WaitRow, booking: string, { staff, startsAt }: EarlierTime, at: number): Promise<void> {
  const endsAt = startsAt + wait.minutes * 60_000;
  const until = Math.min(at + wait.offer_hours * 3_600_000, startsAt - at > 2 * LAST_HOUR ? startsAt - LAST_HOUR : startsAt);
  const holding: Holding = { clinic: wait.clinic_id, staff, location: wait.location_id, span: { startsAt, endsAt: endsAt + wait.buffer_minutes * 60_000 } };
  await tx.query(sql`
    insert into booking (id, clinic_id, patient_id, account_id, by_name, staff_id, location_id, visit_type_id, starts_at, ends_at, words, state, replaces, received_at, device_time, expires_at, offers, offered_at, wait_id)
    values (${booking}, ${wait.clinic_id}, ${wait.patient_id}, ${wait.account_id}, ${wait.by_name}, ${staff}, ${wait.location_id}, ${wait.visit_type_id}, ${instantParam(startsAt)}, ${instantParam(endsAt)}, '',
            'countered', ${wait.appointment_id}, ${instantParam(at)}, ${instantParam(at)}, ${instantParam(until)}, ${jsonParam([{ startsAt, endsAt }])}, ${instantParam(at)}, ${wait.id})`);
  await holdTime(tx, booking, holding, until, at, null);
  // Nobody else is shown it any longer; what there is for them besides, the next look finds.
  await tx.query(sql`
    update earlier_wait set found_staff_id = null, found_at = null, looked_at = null
    where clinic_id = ${wait.clinic_id} and ended_at is null and (id = ${wait.id} or (found_staff_id = ${staff} and found_at < ${instantParam(holding.span.endsAt)} and found_at > ${instantParam(startsAt - wait.minutes * 60_000)}))`);
  await touchWeeks(tx, { bookings: [booking] });
  await tellReaders(tx, { clinic: wait.clinic_id, patient: wait.patient_id, scope: null, template: 'record.new' });
  await touch(tx, bookingTouches(wait.clinic_id, wait.patient_id));
}

/** Of all whom it would suit, whoever asked first; locked. Whom the same time was offered before, or anything since `since`, is not asked. */
export async function firstInLine(tx: Tx, of: WaitRow, { staff, startsAt }: EarlierTime, since: number): Promise<WaitRow | null> {
  const at = instantParam(startsAt);
  const [row] = await tx.query<WaitRow>(sql`
    select ${waitColumns} from earlier_wait w ${waitJoins}
    where w.clinic_id = ${of.clinic_id} and w.ended_at is null and a.state = 'booked' and a.location_id = ${of.location_id} and a.visit_type_id = ${of.visit_type_id}
      and (w.anyone or a.staff_id = ${staff}) and w.from_day::timestamp at time zone c.time_zone <= ${at}
      and a.starts_at >= ${instantParam(startsAt + (of.minutes + of.buffer_minutes) * 60_000)}
      and not exists (select 1 from booking b where b.replaces = a.id and b.state in ('requested', 'countered'))
      and not exists (select 1 from booking b where b.wait_id = w.id and (b.received_at > ${instantParam(since)} or (b.staff_id = ${staff} and b.starts_at = ${at})))
    order by w.asked_at, w.id limit 1 for update of w, a skip locked`);
  return row ?? null;
}

/** Moved to the time that was offered: there is nothing left to wait for. */
export async function endWaitOf(tx: Tx, booking: string, at: number): Promise<void> {
  await tx.query(sql`
    update earlier_wait set ended_at = ${instantParam(at)}, ended_why = 'moved', found_staff_id = null, found_at = null
    where ended_at is null and id = (select wait_id from booking where id = ${booking})`);
}

/** Where an appointment that waits has changed, whoever decides sees it change. */
export async function touchWaits(tx: Tx, clinic: string, appointment: string): Promise<void> {
  const waits = await tx.query(sql`select 1 from earlier_wait where appointment_id = ${appointment} and ended_at is null`);
  if (waits.length > 0) await touch(tx, [{ view: viewName.bookings(clinic), section: 'waits', entry: '*' }]);
}

