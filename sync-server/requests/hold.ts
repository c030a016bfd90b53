import { sql } from 'drizzle-orm';
import { appMade } from '../../schema/app-made.ts';
import { arrayParam, type Tx } from '../record/database.ts';

/**
 * R10: what a revoked key or a blocked account brings is kept for an administrator, up to so many for a device that wait for a
 * decision; what was decided makes room. What an app made by itself (read marks) is kept too and nobody decides about it: it has
 * room of its own, so that it takes none from words.
 */
export const MAX_HELD = 200;

export async function mayHold(tx: Tx, account: string, device: string, type: string): Promise<boolean> {
  const [row] = await tx.query<{ held: number }>(sql`
    select count(*) as held from request r
    where r.account_id = ${account} and r.device_id = ${device} and r.outcome->>'state' = 'held'
      and (r.type = any(${arrayParam([...appMade])}::text[])) = ${appMade.has(type)}
      and not exists (select 1 from held_decision h where h.request_id = r.id)`);
  return (row?.held ?? 0) < MAX_HELD;
}
