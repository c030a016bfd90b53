import { sql } from 'drizzle-orm';
import type { Measured } from '../../schema/chart.ts';
import { arrayParam, type Tx } from '../record/database.ts';

/** What a result says, as its source sent it; not what became of it here. */
export interface ResultContent {
  readonly id: string; readonly name: string; readonly category: string | null; readonly status: string;
  readonly at: string | null; readonly issued: string | null; readonly conclusion: string | null;
  readonly values: readonly Measured[];
  /** Values that have no room in an entry. */
  readonly more: number;
}

/** A long panel leaves room for other results; the rest of it is counted. */
const VALUES = 60;

/** A panel is its parts; a head that says nothing itself is no value of its own. */
const valuesOf = ({ measured, parts }: { readonly measured: Measured; readonly parts: readonly Measured[] }): readonly Measured[] =>
  (parts.length > 0 && measured.value === null && measured.missing === null ? parts : [measured, ...parts]);

/** By id, in the order asked for; void ones are missing. */
export async function readContents(tx: Tx, ids: readonly string[]): Promise<Map<string, ResultContent>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.query<Omit<ResultContent, 'values' | 'more'> & Record<string, unknown>>(sql`
    select id, name, category, status, at, issued, conclusion from result where id = any(${arrayParam(ids)}::text[]) and not void`);
  const values = await tx.query<{ result_id: string; measured: Measured; parts: readonly Measured[] }>(sql`
    select result_id, measured, parts from observation where result_id = any(${arrayParam(ids)}::text[]) and not void order by result_id, fhir_id`);
  const byResult = Map.groupBy(values, ({ result_id }) => result_id);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return new Map(ids.flatMap((id) => {
    const row = byId.get(id);
    const all = (byResult.get(id) ?? []).flatMap(valuesOf);
    return row ? [[id, { ...row, values: all.slice(0, VALUES), more: Math.max(0, all.length - VALUES) }]] : [];
  }));
}
