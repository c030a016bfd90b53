import { sql, type SQL } from 'drizzle-orm';

export interface OfficeTimesOf {
  readonly location: string;
  /** null: everybody. */
  readonly staff: string | null;
  /** Only schedules that offer it; null: that offer any active one. */
  readonly visitType: string | null;
  /** Instants; whole days of the clinic's calendar around them are looked at. */
  readonly from: SQL;
  readonly to: SQL;
}

/**
 * `with` parts down to `free(staff_id, at tstzmultirange)`: the usual week but for holidays, and what is there beside it, less absences
 * and what is taken. Wall clock to instants is the database's own time zone arithmetic: it knows every zone's rules and is where the
 * rows are; a weekly time needs no recurrence library. On a day when clocks change it is asked minute by minute: an hour that comes
 * twice is in the office both times, one that never comes is skipped, as opening hours have it.
 * @param taken whether what is taken counts
 */
export function freeTimes({ location, staff, visitType, from, to }: OfficeTimesOf, taken: boolean): SQL {
  return sql`
  place as (select l.id, l.clinic_id, c.time_zone as zone from location l join clinic c on c.id = l.clinic_id where l.id = ${location}),
  asked as (select p.*, (${from}) as since, (${to}) as til from place p),
  day as materialized (
    select d.day, d.lo, d.hi, extract(isodow from d.day)::int - 1 as weekday,
           ((d.hi + interval '3 hours') at time zone d.zone) - ((d.lo - interval '3 hours') at time zone d.zone) <> d.hi - d.lo + interval '6 hours' as changes
    from (select s.day::date as day, a.zone, s.day at time zone a.zone as lo, (s.day + interval '1 day') at time zone a.zone as hi
          from asked a cross join lateral generate_series((a.since at time zone a.zone)::date::timestamp, (a.til at time zone a.zone)::date::timestamp, interval '1 day') s(day)) d
    where not exists (select 1 from holiday h, asked a where h.clinic_id = a.clinic_id and h.day = d.day and (h.location_id is null or h.location_id = a.id))
  ),
  offering as (
    select s.id, s.staff_id, s.weekly, s.from_day, s.until_day, a.id as location_id, a.zone, a.since, a.til
    from asked a join schedule s on s.location_id = a.id join staff p on p.id = s.staff_id and p.active
    where (${staff}::text is null or s.staff_id = ${staff}::text)
      and exists (select 1 from visit_type v where v.id = any(s.visit_type_ids) and v.active and (${visitType}::text is null or v.id = ${visitType}::text))
  ),
  planned as (
    select o.staff_id, o.zone, d.day, d.lo, d.hi, d.changes, (span->>'from')::time as opens, (span->>'to')::time as closes
    from offering o join day d on d.day >= o.from_day and d.day <= coalesce(o.until_day, 'infinity')
    cross join lateral jsonb_array_elements(o.weekly -> d.weekday) span
  ),
  there as (
    select staff_id, tstzrange((day + opens) at time zone zone, (day + closes) at time zone zone) as at from planned where not changes
    union all
    select p.staff_id, tstzrange(m, m + interval '1 minute')
    from planned p cross join lateral generate_series(p.lo - interval '3 hours', p.hi + interval '3 hours', interval '1 minute') m
    where p.changes and (m at time zone p.zone)::date = p.day and (m at time zone p.zone)::time >= p.opens and (m at time zone p.zone)::time < p.closes
    union all
    select o.staff_id, tstzrange(e.starts_at, e.ends_at)
                     * tstzrange(o.from_day::timestamp at time zone o.zone, case when o.until_day is null then null else (o.until_day + 1)::timestamp at time zone o.zone end)
    from offering o join schedule_exception e on e.staff_id = o.staff_id and e.kind = 'extra' and e.location_id = o.location_id and e.ends_at > o.since and e.starts_at < o.til
  ),
  gone as (
    select e.staff_id, tstzrange(e.starts_at, e.ends_at) as at from asked a join schedule_exception e
      on e.clinic_id = a.clinic_id and e.kind = 'away' and (e.location_id is null or e.location_id = a.id) and e.ends_at > a.since - interval '2 days'
    union all
    select w.staff_id, tstzrange(w.from_day::timestamp at time zone a.zone, (w.until_day + 1)::timestamp at time zone a.zone) from asked a join staff_away w on w.clinic_id = a.clinic_id
    ${taken ? sql`union all
    select t.staff_id, tstzrange(t.starts_at, t.ends_at) from asked a cross join (select distinct staff_id from offering) o
      join taken_time t on t.staff_id = o.staff_id and t.ends_at > a.since - interval '2 days' and t.ends_at < a.til + interval '4 days'` : sql``}
  ),
  absent as (select staff_id, range_agg(at) as at from gone group by staff_id),
  free as (
    select t.staff_id, range_agg(t.at) - coalesce((select n.at from absent n where n.staff_id = t.staff_id), '{}'::tstzmultirange) as at
    from there t group by t.staff_id
  )`;
}
