import { sql } from 'drizzle-orm';
import { FREE_DAYS, type FreeProvider } from '../../schema/schedules.ts';
import type { Tx } from '../record/database.ts';
import type { SectionProjector } from '../views/section-projector.ts';
import { freeTimes } from '../shared/office-times.ts';

// plan/:clinic (what staff plan with) and free/:location (what patients may ask for). ------------------------------------

type Read = (tx: Tx, id: string) => Promise<ReadonlyMap<string, unknown>>;

/** Always read whole, then narrowed to what was touched. */
function section(kind: 'plan' | 'free', name: string, read: Read): SectionProjector {
  return {
    kind, section: name,
    async project(tx, view, ids) {
      const entries = await read(tx, (kind === 'plan' ? view.clinic : view.location) ?? '');
      return ids === 'all' ? entries : new Map([...entries].filter(([id]) => ids.includes(id)));
    },
  };
}

const byId = (rows: readonly { readonly id: string }[]): ReadonlyMap<string, unknown> => new Map(rows.map((row) => [row.id, row]));

const visitType = sql`id, names, preparation, minutes, buffer_minutes as buffer, telehealth, cancel_cutoff_hours as "cancelHours", policy`;
const changed = sql`revision, set_by as "by", set_at as at`;
/** What is over leaves with the day that the clinic's places have moved on to, which is of the record, and not with the clock (V2). */
const since = (clinic: string) => sql`(select coalesce(min(free_from), '-infinity') from location where clinic_id = ${clinic})`;

/** What can have an end stays listed a month beyond it. */
const KEPT_DAYS = 31;

const readTypes: Read = async (tx, clinic) => byId(await tx.query<{ id: string }>(sql`select ${visitType}, active, ${changed} from visit_type where clinic_id = ${clinic}`));

const readSchedules: Read = async (tx, clinic) => byId(await tx.query<{ id: string }>(sql`
  select s.id, s.staff_id as staff, s.location_id as location, s.weekly, s.visit_type_ids as types, s.from_day as "from", s.until_day as until, ${changed}
  from schedule s join staff p on p.id = s.staff_id and p.active
  where s.clinic_id = ${clinic} and (s.until_day is null or s.until_day >= ${since(clinic)} - ${KEPT_DAYS}::int)`));

const readAbsences: Read = async (tx, clinic) => byId(await tx.query<{ id: string }>(sql`
  select e.id, e.staff_id as staff, e.location_id as location, e.kind, e.starts_at as "from", e.ends_at as until, e.reason, e.set_by as "by", e.set_at as at
  from schedule_exception e where e.clinic_id = ${clinic} and e.ends_at >= ${since(clinic)}`));

const readHolidays: Read = async (tx, clinic) => byId(await tx.query<{ id: string }>(sql`
  select id, location_id as location, day, name, set_by as "by", set_at as at from holiday where clinic_id = ${clinic} and day >= ${since(clinic)}`));

/** Entries of `days` that a free/ holds; a place with more providers shows fewer days, and says so. */
const MOST_DAYS = 1_100;

interface Place { readonly timeZone: string; readonly from: string; readonly until: string }

/** Schedules that count there: complete, not over, of somebody who is still here. */
const complete = (location: string) => sql`
  from location l join schedule s on s.location_id = l.id join staff p on p.id = s.staff_id and p.active
  where l.id = ${location} and (s.until_day is null or s.until_day >= l.free_from) and jsonb_path_exists(s.weekly, '$[*][*]')
    and exists (select 1 from visit_type v where v.id = any(s.visit_type_ids) and v.active)`;

async function placeOf(tx: Tx, location: string): Promise<Place | null> {
  const [row] = await tx.query<Place & Record<string, unknown>>(sql`
    select c.time_zone as "timeZone", l.free_from as "from",
           l.free_from + greatest(1, least(${FREE_DAYS}::int, ${MOST_DAYS}::int / greatest(1, (select count(distinct s.staff_id) ${complete(location)})::int))) - 1 as until
    from location l join clinic c on c.id = l.clinic_id where l.id = ${location} and l.free_from is not null`);
  return row ?? null;
}

const readPlace: Read = async (tx, location) => {
  const place = await placeOf(tx, location);
  return new Map(place ? [['place', place]] : []);
};

const readOffered: Read = async (tx, location) => byId(await tx.query<{ id: string }>(sql`
  select ${visitType} from visit_type where active and id in (select unnest(s.visit_type_ids) ${complete(location)})`));

/** Under the reference made for patients: being offered at a place is what makes a provider known there by name. */
const readProviders: Read = async (tx, location) => byId(await tx.query<FreeProvider & Record<string, unknown>>(sql`
  select p.patient_ref as id, p.name, p.title, jsonb_agg(jsonb_build_object('from', s.from_day, 'until', s.until_day, 'types',
    (select jsonb_agg(v.id order by v.id) from visit_type v where v.active and v.id = any(s.visit_type_ids))) order by s.from_day) as offers
  ${complete(location)} group by p.patient_ref, p.name, p.title`));

const readDays: Read = async (tx, location) => {
  const place = await placeOf(tx, location);
  if (!place) return new Map();
  const from = sql`${place.from}::timestamp at time zone p.zone`;
  const to = sql`(${place.until}::date + 1)::timestamp at time zone p.zone`;
  const rows = await tx.query<{ provider: string; day: string; free: [number, number][] }>(sql`
    with ${freeTimes({ location, staff: null, visitType: null, from, to }, true)},
    shown as (
      select d.day::date as day, tstzmultirange(tstzrange(d.day at time zone a.zone, (d.day + interval '1 day') at time zone a.zone)) as span
      from asked a cross join lateral generate_series(${place.from}::timestamp, ${place.until}::timestamp, interval '1 day') d(day)
    )
    select s.patient_ref as provider, d.day,
      (select jsonb_agg(jsonb_build_array((extract(epoch from lower(r)) * 1000)::bigint, (extract(epoch from upper(r)) * 1000)::bigint) order by r) from unnest(f.at * d.span) r) as free
    from free f join staff s on s.id = f.staff_id cross join shown d where not isempty(f.at * d.span)`);
  return new Map(rows.map((row) => [`${row.provider}.${row.day}`, row]));
};

export const scheduleProjectors: readonly SectionProjector[] = [
  section('plan', 'visitTypes', readTypes), section('plan', 'schedules', readSchedules), section('plan', 'absences', readAbsences), section('plan', 'holidays', readHolidays),
  section('free', 'place', readPlace), section('free', 'types', readOffered), section('free', 'providers', readProviders), section('free', 'days', readDays),
];
