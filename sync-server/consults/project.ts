import { sql } from 'drizzle-orm';
import type { ConsultState } from '../../schema/consult-states.ts';
import type { LiveConsult, OwnConsult } from '../../schema/consults.ts';
import type { Tx } from '../record/database.ts';
import { fitSection, type Fitted } from '../shared/fit-section.ts';
import type { SectionProjector } from '../views/section-projector.ts';

// live/:clinic, and `consults` of person/:patient. What a section holds depends on all of it, so each is read whole; which days live/
// shows is a function of the record (clinic.live_day), whatever the hour. ------------------------------------------------------

const KB = 1024;
const MOST = 1_500;
const LIVE_BYTES = 850 * KB;
const MOST_OWN = 60;
const OWN_BYTES = 40 * KB;

interface Columns extends Record<string, unknown> {
  id: string; appointment_id: string; state: ConsultState; waiting_since: number | null; started_at: number | null; ended_at: number | null; phoned_at: number | null;
  word: string | null; word_by: string | null; word_at: number | null; staff_name: string; staff_title: string; visit_type_id: string; starts_at: number; ends_at: number;
}
const columns = sql`k.id, k.appointment_id, k.state, k.waiting_since, k.started_at, k.ended_at, k.phoned_at, k.word, k.word_by, k.word_at, s.name as staff_name, s.title as staff_title, a.visit_type_id, a.starts_at, a.ends_at`;
const joins = sql`join appointment a on a.id = k.appointment_id join staff s on s.id = a.staff_id`;
const common = (row: Columns) => ({
  id: row.id, appointment: row.appointment_id, state: row.state, startsAt: row.starts_at, endsAt: row.ends_at, waitingSince: row.waiting_since, startedAt: row.started_at, endedAt: row.ended_at, phonedAt: row.phoned_at,
});

interface LiveColumns extends Columns {
  patient_id: string; patient_name: string; birth_date: string | null; staff_id: string; location_id: string; encounter_id: string | null; note_part: number; colleagues: string[]; invited_at: number | null;
  reason: string; devices: LiveConsult['devices']; changed_by: string | null; changed_at: number | null; guests: LiveConsult['guests'] | null;
}

const BEFORE_DAYS = 7;
const AHEAD_DAYS = 28;

/** What waits and runs first, then the nearest to come and the latest that was. */
async function readLive(tx: Tx, clinic: string): Promise<Fitted<LiveConsult>> {
  const window = sql`(k.state in ('waiting', 'inProgress') or c.live_day is null
    or (a.starts_at >= (c.live_day - ${BEFORE_DAYS}::int)::timestamp at time zone c.time_zone and a.starts_at < (c.live_day + ${AHEAD_DAYS + 1}::int)::timestamp at time zone c.time_zone))`;
  const rows = await tx.query<LiveColumns>(sql`
    select ${columns}, p.id as patient_id, p.name as patient_name, p.birth_date, a.staff_id, a.location_id, k.encounter_id, k.note_part, k.colleagues, k.invited_at, k.reason, k.devices, k.changed_by, k.changed_at,
           (select jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name, 'relation', g.relation, 'phoneEnd', right(g.phone, 3), 'state', g.state) order by g.made_at, g.id) from consult_guest g where g.consult_id = k.id) as guests
    from consult k ${joins} join patient p on p.id = k.patient_id join clinic c on c.id = k.clinic_id
    where k.clinic_id = ${clinic} and ${window} order by k.state in ('waiting', 'inProgress') desc, k.state = 'scheduled' desc, a.starts_at, k.id limit ${MOST}::int`);
  const [all] = await tx.query<{ count: number }>(sql`select count(*) as count from consult where clinic_id = ${clinic}`);
  const entries = rows.map((row): LiveConsult => ({
    ...common(row), patient: { id: row.patient_id, name: row.patient_name, birthDate: row.birth_date }, staff: row.staff_id, provider: { name: row.staff_name, title: row.staff_title },
    visitType: row.visit_type_id, location: row.location_id, encounter: row.encounter_id, notePart: row.note_part, colleagues: row.colleagues, guests: row.guests ?? [],
    word: row.word === null || row.word_at === null ? null : { text: row.word, by: row.word_by ?? '', at: row.word_at },
    invitedAt: row.invited_at, reason: row.reason, devices: row.devices, changed: row.changed_at === null ? null : { by: row.changed_by ?? '', at: row.changed_at },
  }));
  return fitSection('consults', entries, LIVE_BYTES, all?.count ?? rows.length);
}

async function readOwn(tx: Tx, patient: string): Promise<Fitted<OwnConsult>> {
  const rows = await tx.query<Columns & { names: Record<string, string>; staff_ref: string; guests: string[] | null }>(sql`
    select ${columns}, v.names, s.patient_ref as staff_ref, (select array_agg(g.name order by g.made_at, g.id) from consult_guest g where g.consult_id = k.id and g.state <> 'removed') as guests
    from consult k ${joins} join visit_type v on v.id = a.visit_type_id where k.patient_id = ${patient} order by a.starts_at desc, k.id limit ${MOST_OWN}::int`);
  const entries = rows.map((row): OwnConsult => ({
    ...common(row), provider: { ref: row.staff_ref, name: row.staff_name, title: row.staff_title }, visitType: { id: row.visit_type_id, names: row.names },
    word: row.word === null || row.word_at === null ? null : { text: row.word, at: row.word_at }, guests: row.guests ?? [],
  }));
  return fitSection('consults', entries, OWN_BYTES, rows.length);
}

function whole(kind: 'person' | 'live', section: 'consults' | 'older', read: (tx: Tx, of: string) => Promise<Fitted<unknown>>): SectionProjector {
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

export const consultProjectors: readonly SectionProjector[] = [whole('person', 'consults', readOwn), whole('live', 'consults', readLive), whole('live', 'older', readLive)];
