import { sql } from 'drizzle-orm';
import type { Tx } from '../record/database.ts';

/** R10: what a revoked key or a blocked account brings is kept for an administrator, up to so many for a device. */
export const MAX_HELD = 200;

export async function mayHold(tx: Tx, account: string, device: string): Promise<boolean> {
  const [row] = await tx.query<{ held: number }>(sql`
    select count(*) as held from request
    where account_id = ${account} and device_id = ${device} and outcome->>'state' = 'held'`);
  return (row?.held ?? 0) < MAX_HELD;
}
