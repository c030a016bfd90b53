import { sql, type SQL } from 'drizzle-orm';
import { ZERO_HEAD, type Position } from '../../schema/sync.ts';
import type { Queries } from '../record/database.ts';
import { tablesOf } from './linear-history.ts';
import type { LogPage } from './projector-types.ts';

interface PageRow {
  epoch: string; view_seq: number; begin: number; reset: boolean; bytes_left: number;
  seq: number | null; head: string | null; update: Uint8Array | null;
}

/** V4, about a row `v` of `view` or `note`: it holds exactly this row, or nothing yet was asked for. */
function holds(name: string, since: Position | null): SQL {
  if (!since) return sql`false`;
  const { log, key } = tablesOf(name);
  const beginning = since.seq === 0 && since.head === ZERO_HEAD;
  return sql`(v.epoch = ${since.epoch} and (${beginning}::boolean or exists (
    select 1 from ${log} h where h.${key} = v.name and h.epoch = v.epoch and h.seq = ${since.seq}::bigint and h.head = ${since.head})))`;
}

export async function holdsPosition(q: Queries, view: string, at: Position): Promise<boolean> {
  const rows = await q.query(sql`select 1 from ${tablesOf(view).history} v where v.name = ${view} and v.built and ${holds(view, at)}`);
  return rows.length > 0;
}

/**
 * Rows of a built view from `since`, as one statement, so as of one moment: never the rows of one epoch under the name
 * of another. null: there is no such view, or it is not built. 'broken': the log has a hole; rebuild the view.
 */
export async function readPage(q: Queries, view: string, since: Position | null, maxBytes: number): Promise<LogPage | null | 'broken'> {
  const { history, log, key } = tablesOf(view);
  const rows = await q.query<PageRow>(sql`
    with asked as (
      select v.name, v.epoch, v.seq as view_seq, ${holds(view, since)} as holds from ${history} v where v.name = ${view} and v.built
    ), here as (
      select asked.*, case when holds then ${since?.seq ?? 0}::bigint else 0 end as begin from asked
    ), log as (
      select l.seq, l.head, l.update, sum(octet_length(l.update)) over (order by l.seq) as upto, sum(octet_length(l.update)) over () as total
      from here join ${log} l on l.${key} = here.name and l.epoch = here.epoch and l.seq > here.begin
    )
    select here.epoch, here.view_seq, here.begin, not here.holds as reset,
           coalesce(log.total - log.upto, 0)::bigint as bytes_left, log.seq, log.head, log.update
    from here left join log on log.upto - octet_length(log.update) = 0 or log.upto <= ${maxBytes}::bigint
    order by log.seq`);
  const first = rows[0];
  if (!first) return null;
  const page = rows.flatMap(({ seq, head, update }) => (seq === null || head === null || update === null ? [] : [{ seq, head, update }]));
  const last = page.at(-1)?.seq ?? first.begin;
  const line = page.every((row, i) => row.seq === first.begin + i + 1);
  if (!line || (page.length === 0 && first.begin < first.view_seq)) return 'broken';
  return { epoch: first.epoch, reset: first.reset, rows: page, more: last < first.view_seq, bytesLeft: rows.at(-1)?.bytes_left ?? 0 };
}
