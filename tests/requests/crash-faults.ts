import { sql } from 'drizzle-orm';
import type { Queries } from '../../sync-server/record/database.ts';
import type { Remembered } from './crash-load.ts';

/**
 * What is wrong between what devices remember and what the record holds: an answer that is not stored, an effect without
 * its request or twice, a request nobody answered any more. Empty when nothing is.
 * @param views messages in each patient's view, where views were read
 */
export async function findFaults(database: Queries, remembered: readonly Remembered[], views?: ReadonlyMap<string, ReadonlySet<string>>): Promise<object[]> {
  const messages = await database.query<{ id: string; times: number }>(sql`select id, count(*) as times from message group by id`);
  const requests = await database.query<{ id: string; state: string; times: number }>(sql`
    select id, outcome->>'state' as state, count(*) as times from request group by id, outcome`);
  const times = new Map(messages.map((row) => [row.id, row.times]));
  const outcomes = new Map(requests.map((row) => [row.id, row]));
  return remembered.flatMap((one) => {
    const stored = outcomes.get(one.request.id);
    const written = one.message === null ? null : (times.get(one.message) ?? 0);
    // Whoever lost its device may have been stored or not, but whole either way.
    const due = one.kind === 'message' && stored?.state === 'done' ? 1 : 0;
    const faults = [
      ...(!one.abandoned && one.answers.size !== 1 ? [`answered ${[...one.answers].join(' and ') || 'never'}`] : []),
      ...(stored && stored.times !== 1 ? [`stored ${stored.times} times`] : []),
      ...(!stored && one.answers.size > 0 ? ['answered and not stored'] : []),
      ...(stored && one.answers.size > 0 && !one.answers.has(stored.state) ? [`stored as ${stored.state}`] : []),
      ...(one.kind === 'foreign' && stored && stored.state !== 'declined' ? [`let through as ${stored.state}`] : []),
      ...(written !== null && written !== due ? [`written ${written} times`] : []),
      ...(due === 1 && one.message !== null && views && !views.get(one.patient)?.has(one.message) ? ['not in the view'] : []),
    ];
    return faults.length > 0 ? [{ round: one.round, kind: one.kind, id: one.request.id, faults }] : [];
  });
}
