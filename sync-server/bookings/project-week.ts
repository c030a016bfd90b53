import { sql } from 'drizzle-orm';
import type { ContactMark, WeekAppointment, WeekBooking, WeekPlace, WeekProvider } from '../../schema/desk.ts';
import { addDays, mondayOf, weekOf } from '../../schema/iso-week.ts';
import type { Register } from '../../schema/merge.ts';
import type { ParsedView } from '../../schema/view-kinds.ts';
import type { Tx } from '../record/database.ts';
import { fitSection, type Fitted } from '../shared/fit-section.ts';
import type { SectionProjector } from '../views/section-projector.ts';

// week/:location/:isoweek. An appointment is of the week in which it begins by the clock of its place; days of 23 and 25 hours are the
// database's own time zone arithmetic. What a section holds depends on all of it, so each is read whole. -----------------------

const KB = 1024;
/** Forty providers with sixteen visits a day. */
const MOST = 3_500;
const APPOINTMENT_BYTES = 850 * KB;
const BOOKING_BYTES = 120 * KB;

interface Week { readonly location: string; readonly place: WeekPlace }

async function readWeek(tx: Tx, { location, week }: ParsedView): Promise<Week | null> {
  // A 53rd week of a year with 52 is no week: its days are in the first of the next.
  if (location === undefined || week === undefined || weekOf(mondayOf(week)) !== week) return null;
  const [row] = await tx.query<{ zone: string }>(sql`select c.time_zone as zone from location l join clinic c on c.id = l.clinic_id where l.id = ${location}`);
  return row ? { location, place: { timeZone: row.zone, from: mondayOf(week), until: addDays(mondayOf(week), 6) } } : null;
}

const start = ({ place }: Week) => sql`(${place.from}::timestamp at time zone ${place.timeZone})`;
const end = ({ place }: Week) => sql`((${place.until}::date + 1)::timestamp at time zone ${place.timeZone})`;

interface VisitColumns extends Record<string, unknown> {
  id: string; staff_id: string; visit_type_id: string; patient_id: string; patient_name: string; birth_date: string | null; starts_at: number; ends_at: number; buffer: number;
}
const visitColumns = sql`x.id, x.staff_id, x.visit_type_id, p.id as patient_id, p.name as patient_name, p.birth_date, x.starts_at, x.ends_at`;
const visitOf = (row: VisitColumns) => ({
  id: row.id, staff: row.staff_id, visitType: row.visit_type_id, patient: { id: row.patient_id, name: row.patient_name, birthDate: row.birth_date }, startsAt: row.starts_at, endsAt: row.ends_at, buffer: row.buffer,
});

interface AppointmentColumns extends VisitColumns {
  state: WeekAppointment['state']; marks: Partial<Record<ContactMark, Register<boolean>>>; changed_by: string | null; changed_at: number | null;
  cancelled_at: number | null; cancelled_by_clinic: boolean | null; cancel_words: string | null;
}

const shownMarks = (marks: AppointmentColumns['marks']): WeekAppointment['marks'] =>
  Object.fromEntries(Object.entries(marks).map(([mark, { value, stamp, who, at }]) => [mark, { value, stamp, who, at }]));

async function readAppointments(tx: Tx, week: Week): Promise<Fitted<WeekAppointment>> {
  const of = sql`x.location_id = ${week.location} and x.starts_at >= ${start(week)} and x.starts_at < ${end(week)}`;
  // What it takes of its provider's time, as it was taken; of one that is over nothing is left to take.
  const rows = await tx.query<AppointmentColumns>(sql`
    select ${visitColumns}, x.state, x.marks, x.changed_by, x.changed_at, x.cancelled_at, x.cancelled_by_clinic, x.cancel_words,
           coalesce((select (extract(epoch from max(t.ends_at) - x.ends_at) / 60)::int from taken_time t where t.appointment_id = x.id), 0) as buffer
    from appointment x join patient p on p.id = x.patient_id where ${of} order by x.starts_at, x.id limit ${MOST}::int`);
  const [all] = rows.length < MOST ? [] : await tx.query<{ count: number }>(sql`select count(*) as count from appointment x where ${of}`);
  const entries = rows.map((row): WeekAppointment => ({
    ...visitOf(row), state: row.state, marks: shownMarks(row.marks),
    changed: row.changed_at === null ? null : { by: row.changed_by ?? '', at: row.changed_at },
    cancelled: row.cancelled_at === null ? null : { byClinic: row.cancelled_by_clinic === true, words: row.cancel_words ?? '' },
  }));
  return fitSection('appointments', entries, APPOINTMENT_BYTES, all?.count ?? rows.length);
}

/** The time each holds: the one that was asked for, or those that were offered in its place. */
async function readBookings(tx: Tx, week: Week): Promise<Fitted<WeekBooking>> {
  const rows = await tx.query<VisitColumns & { state: WeekBooking['state']; times: [number, number][] }>(sql`
    select ${visitColumns}, x.state, v.buffer_minutes as buffer, held.times
    from booking x join patient p on p.id = x.patient_id join visit_type v on v.id = x.visit_type_id
    cross join lateral (
      select jsonb_agg(jsonb_build_array((extract(epoch from h.since) * 1000)::bigint, (extract(epoch from h.til) * 1000)::bigint) order by h.since) as times from (
        select x.starts_at as since, x.ends_at as til where x.state = 'requested'
        union all select to_timestamp((o->>'startsAt')::bigint / 1000.0), to_timestamp((o->>'endsAt')::bigint / 1000.0) from jsonb_array_elements(x.offers) o where x.state = 'countered'
      ) h where h.since >= ${start(week)} and h.since < ${end(week)}) held
    where x.location_id = ${week.location} and x.state in ('requested', 'countered') and held.times is not null order by x.starts_at, x.id limit ${MOST}::int`);
  return fitSection('bookings', rows.map((row): WeekBooking => ({ ...visitOf(row), state: row.state, times: row.times })), BOOKING_BYTES, rows.length);
}

async function readProviders(tx: Tx, week: Week): Promise<ReadonlyMap<string, WeekProvider>> {
  const rows = await tx.query<WeekProvider & Record<string, unknown>>(sql`
    select s.id, s.name, s.title from staff s
    where exists (select 1 from appointment x where x.staff_id = s.id and x.location_id = ${week.location} and x.starts_at >= ${start(week)} and x.starts_at < ${end(week)})
      or exists (select 1 from booking x where x.staff_id = s.id and x.location_id = ${week.location} and x.state in ('requested', 'countered'))`);
  return new Map(rows.map((row) => [row.id, row]));
}

type Entries = ReadonlyMap<string, unknown>;

function section(name: 'place' | 'providers' | 'appointments' | 'bookings' | 'older', read: (tx: Tx, week: Week) => Promise<Entries>): SectionProjector {
  return {
    kind: 'week', section: name,
    async project(tx, view, ids) {
      const week = await readWeek(tx, view);
      const entries: Entries = week ? await read(tx, week) : new Map();
      return ids === 'all' ? entries : new Map([...entries].filter(([id]) => ids.includes(id)));
    },
  };
}

export const weekProjectors: readonly SectionProjector[] = [
  section('place', (_tx, { place }) => Promise.resolve(new Map([['place', place]]))),
  section('providers', readProviders),
  section('appointments', async (tx, week) => (await readAppointments(tx, week)).shown),
  section('bookings', async (tx, week) => (await readBookings(tx, week)).shown),
  section('older', async (tx, week) => new Map([...(await readAppointments(tx, week)).older, ...(await readBookings(tx, week)).older])),
];
