import { sql } from 'drizzle-orm';
import type { AppointmentEntry, BookingEntry, RequestedEntry, WaitEntry } from '../../schema/bookings.ts';
import { type Tx } from '../record/database.ts';
import { fitSection, type Fitted } from '../shared/fit-section.ts';
import type { SectionProjector } from '../views/section-projector.ts';

// person/:patient `bookings` and `appointments`, and bookings/:clinic. What a section holds depends on all of it, so each is read
// whole; which entries those are is a function of the record alone, whatever the hour. ----------------------------------------

const KB = 1024;
const MOST_BOOKINGS = 40;
const MOST_APPOINTMENTS = 100;
const PERSON_BYTES = 60 * KB;

interface VisitColumns extends Record<string, unknown> {
  id: string; visit_type_id: string; names: Record<string, string>; staff_ref: string; staff_name: string; staff_title: string; location_id: string; location_name: string; starts_at: number; ends_at: number;
}
const visitColumns = sql`x.visit_type_id, v.names, s.patient_ref as staff_ref, s.name as staff_name, s.title as staff_title, x.location_id, l.name as location_name, x.starts_at, x.ends_at`;
const visitJoins = sql`join visit_type v on v.id = x.visit_type_id join staff s on s.id = x.staff_id join location l on l.id = x.location_id`;

const providerOf = (row: VisitColumns) => ({ ref: row.staff_ref, name: row.staff_name, title: row.staff_title });
const visitOf = (row: VisitColumns) => ({
  id: row.id, visitType: { id: row.visit_type_id, names: row.names }, provider: providerOf(row), location: { id: row.location_id, name: row.location_name }, startsAt: row.starts_at, endsAt: row.ends_at,
});

interface BookingColumns extends VisitColumns {
  state: BookingEntry['state']; words: string; by_name: string; replaces: string | null; received_at: number; expires_at: number; decided_at: number | null; reason: string;
  offers: { startsAt: number; endsAt: number }[]; wait_id: string | null;
}
/** Left out where it is not so: most are not. */
const earlierOf = ({ wait_id: wait }: BookingColumns): { earlier?: true } => (wait === null ? {} : { earlier: true });

/** What is open first, then what was asked for last. */
async function readBookings(tx: Tx, patient: string): Promise<Fitted<BookingEntry>> {
  const rows = await tx.query<BookingColumns & { appointment_id: string | null }>(sql`
    select x.id, ${visitColumns}, x.state, x.words, x.by_name, x.replaces, x.appointment_id, x.received_at, x.expires_at, x.decided_at, x.reason, x.offers, x.wait_id
    from booking x ${visitJoins} where x.patient_id = ${patient} order by x.decided_at is not null, x.received_at desc, x.id limit ${MOST_BOOKINGS}::int`);
  const entries = rows.map((row): BookingEntry => ({
    ...visitOf(row), state: row.state, words: row.words, by: row.by_name, replaces: row.replaces, appointment: row.appointment_id, receivedAt: row.received_at, expiresAt: row.expires_at, decidedAt: row.decided_at,
    reason: row.reason, offers: row.offers.map((offer) => ({ ...offer, provider: providerOf(row) })), ...earlierOf(row),
  }));
  return fitSection('bookings', entries, PERSON_BYTES, rows.length);
}

interface AppointmentColumns extends VisitColumns {
  state: AppointmentEntry['state']; cutoff_at: number; preparation: Record<string, string>; cancelled_at: number | null; cancelled_by_clinic: boolean | null; cancel_words: string | null; moved_at: number | null;
  wait: string | null; anyone: boolean | null; from_day: string | null;
}

async function readAppointments(tx: Tx, patient: string): Promise<Fitted<AppointmentEntry>> {
  const rows = await tx.query<AppointmentColumns>(sql`
    select x.id, ${visitColumns}, v.preparation, x.state, x.cutoff_at, x.cancelled_at, x.cancelled_by_clinic, x.cancel_words, x.moved_at, w.id as wait, w.anyone, w.from_day
    from appointment x ${visitJoins} left join earlier_wait w on w.appointment_id = x.id and w.ended_at is null where x.patient_id = ${patient} order by x.starts_at desc, x.id limit ${MOST_APPOINTMENTS}::int`);
  const entries = rows.map((row): AppointmentEntry => ({
    ...visitOf(row), state: row.state, cutoffAt: row.cutoff_at, preparation: row.preparation, movedAt: row.moved_at,
    cancelled: row.cancelled_at === null ? null : { at: row.cancelled_at, byClinic: row.cancelled_by_clinic === true, words: row.cancel_words ?? '' },
    ...(row.wait === null ? {} : { earlier: { id: row.wait, anyone: row.anyone === true, from: row.from_day ?? '' } }),
  }));
  return fitSection('appointments', entries, PERSON_BYTES, rows.length);
}

const MOST_WAITING = 500;
const WAITING_BYTES = 850 * KB;

interface QueueColumns extends BookingColumns {
  state: RequestedEntry['state']; staff_id: string; patient_id: string; patient_name: string; birth_date: string | null; urgent: boolean;
  replaces_at: number | null; replaces_with: string | null;
}

/** What runs out first comes first. */
async function readQueue(tx: Tx, clinic: string): Promise<Fitted<RequestedEntry>> {
  const open = sql`x.clinic_id = ${clinic} and x.state in ('requested', 'countered')`;
  const rows = await tx.query<QueueColumns>(sql`
    select x.id, ${visitColumns}, x.staff_id, x.state, x.words, x.by_name, x.replaces, x.received_at, x.expires_at, x.decided_at, x.reason, x.offers, x.wait_id, x.urgent_at is not null as urgent,
           p.id as patient_id, p.name as patient_name, p.birth_date, a.starts_at as replaces_at, o.name as replaces_with
    from booking x ${visitJoins} join patient p on p.id = x.patient_id left join appointment a on a.id = x.replaces left join staff o on o.id = a.staff_id
    where ${open} order by x.expires_at, x.id limit ${MOST_WAITING}::int`);
  const [all] = rows.length < MOST_WAITING ? [] : await tx.query<{ count: number }>(sql`select count(*) as count from booking x where ${open}`);
  const entries = rows.map((row): RequestedEntry => ({
    ...visitOf(row), state: row.state, staff: row.staff_id, patient: { id: row.patient_id, name: row.patient_name, birthDate: row.birth_date }, words: row.words, by: row.by_name,
    receivedAt: row.received_at, expiresAt: row.expires_at, urgent: row.urgent, offers: row.offers.map((offer) => ({ ...offer, provider: providerOf(row) })), ...earlierOf(row),
    replaces: row.replaces === null || row.replaces_at === null ? null : { id: row.replaces, startsAt: row.replaces_at, provider: row.replaces_with ?? '' },
  }));
  return fitSection('bookings', entries, WAITING_BYTES, all?.count ?? rows.length);
}

const MOST_WAITS = 200;
const WAITS_BYTES = 120 * KB;

interface WaitColumns extends VisitColumns {
  appointment_id: string; anyone: boolean; from_day: string; asked_at: number; by_name: string; patient_id: string; patient_name: string; birth_date: string | null; moving: boolean;
  found_at: number | null; found_staff_id: string | null; found_name: string | null;
}

/** Who waits for an earlier time; whoever asked first comes first. */
async function readWaits(tx: Tx, clinic: string): Promise<Fitted<WaitEntry>> {
  const rows = await tx.query<WaitColumns>(sql`
    select w.id, ${visitColumns}, w.appointment_id, w.anyone, w.from_day, w.asked_at, w.by_name, p.id as patient_id, p.name as patient_name, p.birth_date, w.found_at, w.found_staff_id, f.name as found_name,
           exists (select 1 from booking b where b.replaces = x.id and b.state in ('requested', 'countered')) as moving
    from earlier_wait w join appointment x on x.id = w.appointment_id ${visitJoins} join patient p on p.id = x.patient_id left join staff f on f.id = w.found_staff_id
    where w.clinic_id = ${clinic} and w.ended_at is null and x.state = 'booked' order by w.asked_at, w.id limit ${MOST_WAITS}::int`);
  const entries = rows.map((row): WaitEntry => ({
    ...visitOf(row), appointment: row.appointment_id, anyone: row.anyone, from: row.from_day, at: row.asked_at, by: row.by_name, moving: row.moving,
    patient: { id: row.patient_id, name: row.patient_name, birthDate: row.birth_date },
    found: row.found_at === null || row.found_staff_id === null || row.moving ? null
      : { startsAt: row.found_at, endsAt: row.found_at + row.ends_at - row.starts_at, staff: row.found_staff_id, provider: row.found_name ?? '' },
  }));
  return fitSection('waits', entries, WAITS_BYTES, rows.length);
}

function whole(kind: 'person' | 'bookings', section: 'bookings' | 'appointments' | 'waits' | 'older', read: (tx: Tx, of: string) => Promise<Fitted<unknown>>): SectionProjector {
  return {
    kind, section,
    async project(tx, view, ids) {
      const of = kind === 'person' ? view.patient : view.clinic;
      const fitted = of === undefined ? null : await read(tx, of);
      const entries: ReadonlyMap<string, unknown> = (section === 'older' ? fitted?.older : fitted?.shown) ?? new Map<string, unknown>();
      return ids === 'all' ? entries : new Map([...entries].filter(([id]) => ids.includes(id)));
    },
  };
}

export const bookingProjectors: readonly SectionProjector[] = [
  whole('person', 'bookings', readBookings), whole('person', 'appointments', readAppointments), whole('bookings', 'bookings', readQueue), whole('bookings', 'waits', readWaits), whole('bookings', 'older', readQueue),
];
