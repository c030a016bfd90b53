import { sql } from 'drizzle-orm';
import type { ResultEntry } from '../../schema/chart.ts';
import { readContents } from '../fhir/result-content.ts';
import type { Tx } from '../record/database.ts';
import { fitSection, type Fitted } from '../shared/fit-section.ts';

const MOST = 200;
const BYTES = 176 * 1024;

interface Row {
  id: string; state: ResultEntry['state']; history: boolean; arrived_at: number;
  released_at: number | null; released_by: string | null; on_device_at: number | null; opened_at: number | null;
}

/** chart/ `results`: newest first, with every value it came with, released or not: no patient reads this view. */
export async function readResults(tx: Tx, patient: string): Promise<Fitted<ResultEntry>> {
  const rows = await tx.query<Row & Record<string, unknown>>(sql`
    select r.id, r.state, r.history, r.arrived_at, r.released_at, r.released_by, s.on_device_at, s.opened_at from result r
    left join lateral (
      select min(on_device_at) as on_device_at, min(opened_at) as opened_at from result_sight where result_id = r.id and revision >= r.released_revision) s on true
    where r.patient_id = ${patient} and not r.void order by r.at desc nulls last, r.id limit ${MOST}::int`);
  const contents = await readContents(tx, rows.map(({ id }) => id));
  const [all] = await tx.query<{ count: number }>(sql`select count(*) as count from result where patient_id = ${patient} and not void`);
  return fitSection('results', rows.flatMap((row): ResultEntry[] => {
    const content = contents.get(row.id);
    if (!content) return [];
    const given = row.released_at === null || row.state === 'withdrawn' ? undefined : { at: row.released_at, by: row.released_by ?? '', onDeviceAt: row.on_device_at, openedAt: row.opened_at };
    return [{ ...content, values: [...content.values], state: row.state, history: row.history, arrivedAt: row.arrived_at, ...(given ? { given } : {}) }];
  }), BYTES, all?.count ?? rows.length);
}
