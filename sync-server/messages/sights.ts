import { sql } from 'drizzle-orm';
import type { ShownTo } from '../../schema/misdirected.ts';
import type { Tx } from '../record/database.ts';

/** One reader's sights of a message: the earliest growth of a mark that reached it while its words were there. */
function firstSight(what: 'device' | 'opened') {
  return sql`min(at) filter (where what = ${what})`;
}

/** Who had that message on a device and on a screen, and when first (V7). */
export async function readSights(tx: Tx, thread: string, seq: number): Promise<ShownTo[]> {
  return tx.query<ShownTo & Record<string, unknown>>(sql`
    select reader, max(name) as name, ${firstSight('device')} as "onDeviceAt", ${firstSight('opened')} as "openedAt"
    from message_sight where thread_id = ${thread} and through >= ${seq} and not (${seq}::bigint = any(without))
    group by reader order by ${firstSight('opened')} nulls last, reader`);
}

/** Who had anything of that thread on a device and on a screen, of these readers. */
export async function readThreadSights(tx: Tx, thread: string, readers: readonly string[]): Promise<ShownTo[]> {
  if (readers.length === 0) return [];
  return tx.query<ShownTo & Record<string, unknown>>(sql`
    select reader, max(name) as name, ${firstSight('device')} as "onDeviceAt", ${firstSight('opened')} as "openedAt"
    from message_sight where thread_id = ${thread} and reader in ${readers}
    group by reader order by ${firstSight('opened')} nulls last, reader`);
}
