import { sql, type SQL } from 'drizzle-orm';
import type { BookingState } from '../../schema/booking-states.ts';
import type { ReportStep, ReportTotal, ReportUnit, Spread } from '../../schema/reports.ts';
import { instantParam, type Queries } from '../record/database.ts';

// Each figure is counted by the record itself, per step and over all of it, on the clinic's own calendar. ----------------------

export interface Period {
  readonly clinic: string;
  readonly timeZone: string;
  readonly from: string;
  readonly until: string;
  readonly unit: ReportUnit;
  readonly location: string | null;
  readonly now: number;
}

/** Rows by the day their step begins with; the one without a day is over all of them. */
type Stepped<Row> = Row & { readonly step: string | null };
interface Times { readonly timed: number; readonly median: number | null; readonly p90: number | null }

const startOf = ({ from, timeZone }: Period): SQL => sql`(${from}::date::timestamp at time zone ${timeZone}::text)`;
const endOf = ({ until, timeZone }: Period): SQL => sql`((${until}::date + 1)::timestamp at time zone ${timeZone}::text)`;
const within = (at: SQL, period: Period): SQL => sql`${at} >= ${startOf(period)} and ${at} < ${endOf(period)}`;
const stepOf = (at: SQL, { unit, timeZone }: Period): SQL => sql`to_char(date_trunc(${unit}::text, ${at} at time zone ${timeZone}::text), 'YYYY-MM-DD')`;
const atPlace = (column: SQL, { location }: Period): SQL => (location === null ? sql`true` : sql`${column} = ${location}`);
/** Whole minutes, rounded up; null where nothing ended it. */
const minutes = (from: SQL, to: SQL): SQL => sql`ceil(extract(epoch from ${to} - ${from}) / 60)::bigint`;
const times = sql`count(took) as timed, percentile_disc(0.5) within group (order by took) as median, percentile_disc(0.9) within group (order by took) as p90`;
const eachAndAll = sql`group by grouping sets ((step), ())`;

const spreadOf = ({ timed, median, p90 }: Times): Spread => ({ count: timed, median, p90 });

interface BookingRow extends Times, Record<BookingState, number> { readonly received: number }

/** The clinic's first answer: an offer, a yes or a no. What the server confirmed by itself asked nobody; what was offered to somebody who waits for an earlier time, nobody asked for. */
async function readBookings(q: Queries, period: Period): Promise<Map<string | null, ReportTotal['bookings']>> {
  const rows = await q.query<Stepped<BookingRow>>(sql`
    with asked as (
      select ${stepOf(sql`received_at`, period)} as step, state,
             ${minutes(sql`received_at`, sql`coalesce(offered_at, case when state in ('confirmed', 'declined') and decided_by <> '' then decided_at end)`)} as took
      from booking where clinic_id = ${period.clinic} and wait_id is null and ${within(sql`received_at`, period)} and ${atPlace(sql`location_id`, period)}
    )
    select step, count(*) as received, count(*) filter (where state = 'requested') as requested, count(*) filter (where state = 'countered') as countered,
           count(*) filter (where state = 'confirmed') as confirmed, count(*) filter (where state = 'declined') as declined,
           count(*) filter (where state = 'withdrawn') as withdrawn, count(*) filter (where state = 'expired') as expired, ${times}
    from asked ${eachAndAll}`);
  return new Map(rows.map((row) => {
    const { requested, countered, confirmed, declined, withdrawn, expired } = row;
    return [row.step, { received: row.received, states: { requested, countered, confirmed, declined, withdrawn, expired }, answer: spreadOf(row) }];
  }));
}

/** What came as history, is not final yet, or was an error of its source waits for nobody. */
async function readResults(q: Queries, period: Period): Promise<Map<string | null, ReportTotal['results']>> {
  const rows = await q.query<Stepped<Times & Omit<ReportTotal['results'], 'release'>>>(sql`
    with arrived as (
      select ${stepOf(sql`arrived_at`, period)} as step, state, ${minutes(sql`arrived_at`, sql`first_released_at`)} as took
      from result where clinic_id = ${period.clinic} and ${within(sql`arrived_at`, period)} and not history and not void and state <> 'preliminary'
    )
    select step, count(*) as arrived, count(*) filter (where state = 'awaiting') as waiting, count(*) filter (where state = 'held') as held,
           count(*) filter (where state in ('released', 'correcting')) as released, count(*) filter (where state = 'withdrawn') as withdrawn, ${times}
    from arrived ${eachAndAll}`);
  return new Map(rows.map((row) => [row.step, { arrived: row.arrived, waiting: row.waiting, held: row.held, released: row.released, withdrawn: row.withdrawn, release: spreadOf(row) }]));
}

/**
 * A question is what a patient writes at the start, or after a colleague's reply, until the next reply: its first message counts.
 * Automatic answers have no author among staff; a reply that was taken back before anybody read it answered nothing.
 */
async function readMessages(q: Queries, period: Period): Promise<Map<string | null, ReportTotal['messages']>> {
  const rows = await q.query<Stepped<Times & Omit<ReportTotal['messages'], 'reply'>>>(sql`
    with said as (
      select m.thread_id, m.received_at, m.from_kind = 'clinic' as is_reply, t.state,
             count(*) filter (where m.from_kind = 'clinic') over (partition by m.thread_id order by m.seq) as turn
      from message m join thread t on t.id = m.thread_id
      where t.clinic_id = ${period.clinic} and t.last_at >= ${startOf(period)}
        and (m.from_kind = 'patient' or (m.staff_id is not null and m.withdrawn_at is null))
    ), questions as (
      select thread_id, turn, state, min(received_at) as received_at from said where not is_reply group by thread_id, turn, state
    ), answered as (
      select ${stepOf(sql`q.received_at`, period)} as step, q.state, r.received_at as replied_at, ${minutes(sql`q.received_at`, sql`r.received_at`)} as took
      from questions q left join said r on r.thread_id = q.thread_id and r.is_reply and r.turn = q.turn + 1
      where ${within(sql`q.received_at`, period)}
    )
    select step, count(*) as asked, count(*) filter (where replied_at is null and state <> 'closed') as waiting, count(*) filter (where replied_at is null and state = 'closed') as closed, ${times}
    from answered ${eachAndAll}`);
  return new Map(rows.map((row) => [row.step, { asked: row.asked, waiting: row.waiting, closed: row.closed, reply: spreadOf(row) }]));
}

/** Of those who were to come and were marked. What nobody has marked is in no rate, and said beside it. */
async function readVisits(q: Queries, period: Period): Promise<Map<string | null, ReportTotal['visits']>> {
  const rows = await q.query<Stepped<Omit<ReportTotal['visits'], 'rate'>>>(sql`
    with began as (
      select ${stepOf(sql`starts_at`, period)} as step, state, starts_at
      from appointment where clinic_id = ${period.clinic} and ${within(sql`starts_at`, period)} and ${atPlace(sql`location_id`, period)}
    )
    select step, count(*) as planned, count(*) filter (where state = 'booked' and starts_at <= ${instantParam(period.now)}) as unmarked,
           count(*) filter (where state in ('arrived', 'fulfilled')) as came, count(*) filter (where state = 'noshow') as noshow, count(*) filter (where state = 'cancelled') as cancelled
    from began ${eachAndAll}`);
  return new Map(rows.map(({ step, planned, unmarked, came, noshow, cancelled }) =>
    [step, { planned, unmarked, came, noshow, cancelled, rate: came + noshow === 0 ? null : Math.round((noshow * 1000) / (came + noshow)) / 10 }]));
}

const none: Spread = { count: 0, median: null, p90: null };
const nothing: ReportTotal = {
  bookings: { received: 0, states: { requested: 0, countered: 0, confirmed: 0, declined: 0, withdrawn: 0, expired: 0 }, answer: none },
  results: { arrived: 0, waiting: 0, held: 0, released: 0, withdrawn: 0, release: none },
  messages: { asked: 0, waiting: 0, closed: 0, reply: none },
  visits: { planned: 0, unmarked: 0, came: 0, noshow: 0, cancelled: 0, rate: null },
};

/** @param steps the days that begin one; those in which nothing was are there with nought */
export async function readFigures(q: Queries, period: Period, steps: readonly string[]): Promise<{ readonly steps: ReportStep[]; readonly total: ReportTotal }> {
  const bookings = await readBookings(q, period);
  const results = await readResults(q, period);
  const messages = await readMessages(q, period);
  const visits = await readVisits(q, period);
  const at = (step: string | null): ReportTotal => ({
    bookings: bookings.get(step) ?? nothing.bookings, results: results.get(step) ?? nothing.results,
    messages: messages.get(step) ?? nothing.messages, visits: visits.get(step) ?? nothing.visits,
  });
  return { steps: steps.map((from) => ({ from, ...at(from) })), total: at(null) };
}
