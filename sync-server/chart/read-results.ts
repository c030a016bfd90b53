import { sql } from 'drizzle-orm';
import type { Measured, ResultEntry } from '../../schema/chart.ts';
import type { Tx } from '../record/database.ts';
import { fitSection, type Fitted } from './fit-section.ts';

interface ResultRow {
  id: string; name: string; category: string | null; status: string; state: ResultEntry['state']; history: boolean; at: string | null; issued: string | null;
  conclusion: string | null; arrived_at: number;
}
interface ValueRow { result_id: string; at: string | null; measured: Measured; parts: readonly Measured[] }

const MOST = 200;
const BYTES = 176 * 1024;
/** A long panel leaves room for other results; the rest of it is counted. */
const VALUES = 60;

/** A panel is its parts; a head that says nothing itself is no value of its own. */
function valuesOf({ measured, parts }: ValueRow): readonly Measured[] {
  return parts.length > 0 && measured.value === null && measured.missing === null ? parts : [measured, ...parts];
}

/** chart/ `results`: what no patient sees yet, newest first, with every value it came with. */
export async function readResults(tx: Tx, patient: string): Promise<Fitted<ResultEntry>> {
  const rows = await tx.query<ResultRow>(sql`
    select id, name, category, status, state, history, at, issued, conclusion, arrived_at from result
    where patient_id = ${patient} and not void order by at desc nulls last, id limit ${MOST}::int`);
  const values = rows.length === 0 ? [] : await tx.query<ValueRow>(sql`
    select result_id, at, measured, parts from observation where result_id in ${rows.map(({ id }) => id)} and not void order by result_id, fhir_id`);
  const byResult = Map.groupBy(values, ({ result_id }) => result_id);
  const [all] = await tx.query<{ count: number }>(sql`select count(*) as count from result where patient_id = ${patient} and not void`);
  return fitSection('results', rows.map(({ arrived_at, ...row }): ResultEntry => {
    const measured = (byResult.get(row.id) ?? []).flatMap(valuesOf);
    return { ...row, arrivedAt: arrived_at, values: measured.slice(0, VALUES), more: Math.max(0, measured.length - VALUES) };
  }), BYTES, all?.count ?? rows.length);
}
