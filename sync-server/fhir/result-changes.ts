import { isDeepStrictEqual } from 'node:util';
import { sql } from 'drizzle-orm';
import { resultTransitions, type ResultState } from '../../schema/result-states.ts';
import { arrayParam, type Tx } from '../record/database.ts';
import { readContents, type ResultContent } from './result-content.ts';

/** Clinically released by the laboratory: what awaits the clinic's own decision. */
const finished = ['final', 'amended', 'corrected', 'appended'];
export const isFinished = (status: string): boolean => finished.includes(status);

/**
 * What their source changed: decisions about what was read before do not apply any more, and what a patient was given is said to be
 * under correction where it differs. A release is never made, nor taken back, by an import.
 */
export async function tellChanged(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const rows = await tx.query<{ id: string; state: ResultState; status: string; released: ResultContent | null }>(sql`
    select id, state, status, released from result where id = any(${arrayParam([...new Set(ids)])}::text[]) order by id for update`);
  const contents = await readContents(tx, rows.filter(({ released }) => released !== null).map(({ id }) => id));
  const moved = rows.map(({ id, state, status, released }) => {
    const differs = released === null || !isDeepStrictEqual(plain(contents.get(id)), plain(released));
    const changed = differs ? (resultTransitions[state].changed ?? state) : state;
    return { id, state: resultTransitions[changed][isFinished(status) ? 'final' : differs ? 'unfinished' : 'final'] ?? changed };
  });
  await tx.query(sql`
    update result r set revision = r.revision + 1, state = m.state from jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) as m(id text, state text) where r.id = m.id`);
}

const plain = (content: ResultContent | null | undefined): unknown => (content ? JSON.parse(JSON.stringify(content)) : null);
