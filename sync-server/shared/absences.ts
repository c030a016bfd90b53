import { sql } from 'drizzle-orm';
import { answeringFor, type AwayEntry } from '../../schema/away.ts';
import { dayIn } from '../../schema/opening-hours.ts';
import type { Queries } from '../record/database.ts';

/** An absence as it is kept. `forPatients`: the name they may be told, or null. */
export interface Absence extends AwayEntry {
  readonly ref: string;
  readonly name: string;
  readonly addressable: boolean;
  readonly forPatients: string | null;
}

interface Row {
  id: string; staff_id: string; from_day: string; until_day: string; to_staff_id: string | null; to_team_id: string | null; words: string; set_by: string; set_at: number;
  ref: string; name: string; addressable: boolean; to_name: string; to_addressable: boolean;
}

/** All of a clinic's absences, those to come and (until the job has passed) those that are over. Few: one a colleague at most. */
export async function readAbsences(q: Queries, clinic: string): Promise<Absence[]> {
  const rows = await q.query<Row & Record<string, unknown>>(sql`
    select w.id, w.staff_id, w.from_day, w.until_day, w.to_staff_id, w.to_team_id, w.words, w.set_by, w.set_at, s.patient_ref as ref, s.name, s.addressable,
           coalesce(t.name, i.name, '') as to_name, t.id is not null or coalesce(i.addressable, false) as to_addressable
    from staff_away w join staff s on s.id = w.staff_id left join staff i on i.id = w.to_staff_id left join team t on t.id = w.to_team_id
    where w.clinic_id = ${clinic} and s.active`);
  return rows.map((row) => ({
    id: row.id, staff: row.staff_id, from: row.from_day, until: row.until_day,
    to: { kind: row.to_team_id === null ? 'person' : 'team', id: row.to_team_id ?? row.to_staff_id ?? '', name: row.to_name },
    words: row.words, by: row.set_by, at: row.set_at, ref: row.ref, name: row.name, addressable: row.addressable,
    forPatients: row.to_addressable ? row.to_name : null,
  }));
}

export async function clinicDay(q: Queries, clinic: string, at: number): Promise<string> {
  const [row] = await q.query<{ time_zone: string }>(sql`select time_zone from clinic where id = ${clinic}`);
  return dayIn(row?.time_zone ?? 'UTC', at);
}

/** Colleagues for whom this one answers now, through whoever else is away. */
export async function coveredBy(q: Queries, clinic: string, staff: string, at: number): Promise<string[]> {
  const absences = new Map((await readAbsences(q, clinic)).map((absence) => [absence.staff, absence]));
  if (absences.size === 0) return [];
  const day = await clinicDay(q, clinic, at);
  return [...absences.keys()].filter((away) => away !== staff && answeringFor(away, day, (one) => absences.get(one)) === staff);
}
