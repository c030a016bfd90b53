import { sql } from 'drizzle-orm';
import type { Queries } from '../record/database.ts';

/** Whom something was sent to is kept a month, to answer "I never got it"; what it said is not kept at all. */
const KEPT_DAYS = 30;

/** @returns how many rows were forgotten */
export async function forgetSent(q: Queries): Promise<number> {
  const gone = await q.query(sql`
    delete from outgoing where state <> 'queued' and created_at < now() - ${KEPT_DAYS} * interval '1 day' returning id`);
  return gone.length;
}
