import { sql } from 'drizzle-orm';
import { instantParam, type Queries } from '../record/database.ts';
import { freeTimes } from './office-times.ts';

export interface FreeTimesAsked {
  readonly location: string;
  readonly visitType: string;
  /** null: whoever offers it there. */
  readonly staff: string | null;
  /** A visit begins not before, and is over (its buffer too) not after; ms. */
  readonly from: number;
  readonly to: number;
  readonly limit: number;
}

export interface FreeTime {
  readonly staff: string;
  /** The reference made for patients. */
  readonly provider: string;
  readonly location: string;
  readonly startsAt: number;
  /** The buffer not included. */
  readonly endsAt: number;
}

/** Where somebody is free at all, it is most often within the first days: the whole is looked at only where they do not do. */
const FIRST_DAYS = [4, 28] as const;

/**
 * The first free times, as `startsIn` finds them in what free/ shows: one after another, as close as they go. A search that ends earlier finds
 * just the beginning of what one that ends later finds, so that enough of it is the answer.
 */
export async function findFreeTimes(q: Queries, asked: FreeTimesAsked): Promise<FreeTime[]> {
  const { from, to, limit } = asked;
  if (to <= from) return [];
  for (const days of FIRST_DAYS) {
    const until = from + days * 86_400_000;
    // No fewer than half of what is left: else it is asked for at once.
    if (until > from + (to - from) / 2) break;
    const found = await findWithin(q, { ...asked, to: until });
    if (found.length >= limit) return found;
  }
  return findWithin(q, asked);
}

async function findWithin(q: Queries, { location, visitType, staff, from, to, limit }: FreeTimesAsked): Promise<FreeTime[]> {
  return q.query<FreeTime & Record<string, unknown>>(sql`
    with ${freeTimes({ location, staff, visitType, from: instantParam(from), to: instantParam(to) }, true)},
    visit as (select make_interval(mins => minutes) as lasts, make_interval(mins => minutes + buffer_minutes) as taken from visit_type where id = ${visitType} and active)
    select f.staff_id as staff, s.patient_ref as provider, ${location} as location, begins as "startsAt", begins + v.lasts as "endsAt"
    from free f join staff s on s.id = f.staff_id cross join visit v
    cross join lateral unnest(f.at * tstzmultirange(tstzrange(${instantParam(from)}, ${instantParam(to)}))) r
    cross join lateral generate_series(to_timestamp(ceil(extract(epoch from lower(r)) / 300) * 300), upper(r) - v.taken,
      make_interval(secs => (ceil(extract(epoch from v.taken) / 300) * 300)::int)) begins
    order by begins, s.name, s.id limit ${limit}::int`);
}

export interface OfferedAsked { readonly location: string; readonly visitType: string; readonly staff: string; readonly startsAt: number }

/**
 * May such a visit begin then with that provider, whatever is taken (the constraint `taken_time_once` answers for that)?
 * `noSchedule`: they have none there that is complete and offers it (C103); `notThen`: not in the office for all of it.
 */
export async function judgeTime(q: Queries, { location, visitType, staff, startsAt }: OfferedAsked): Promise<'offered' | 'noSchedule' | 'notThen'> {
  const [found] = await q.query<{ taken: number }>(sql`
    select (v.minutes + v.buffer_minutes) * 60000::bigint as taken from visit_type v join location l on l.clinic_id = v.clinic_id and l.id = ${location}
    where v.id = ${visitType} and v.active and exists (
      select 1 from schedule s join staff p on p.id = s.staff_id and p.active join clinic c on c.id = s.clinic_id
      where s.location_id = l.id and s.staff_id = ${staff} and v.id = any(s.visit_type_ids) and jsonb_path_exists(s.weekly, '$[*][*]')
        and (s.until_day is null or s.until_day >= (now() at time zone c.time_zone)::date))`);
  if (!found) return 'noSchedule';
  const from = instantParam(startsAt);
  const to = instantParam(startsAt + found.taken);
  const [fits] = await q.query<{ fits: boolean }>(sql`
    with ${freeTimes({ location, staff, visitType, from, to }, false)}
    select bool_or(f.at @> tstzrange(${from}, ${to})) as fits from free f`);
  return fits?.fits === true && startsAt % 300_000 === 0 ? 'offered' : 'notThen';
}
