import { sql } from 'drizzle-orm';
import type { Outcome } from '../../schema/outcome.ts';
import { arrayParam, type Tx } from '../record/database.ts';
import type { Incoming } from './incoming.ts';

export interface LockedDevice {
  readonly clinic: string;
  /** Ms. */
  readonly lastSeenAt: number;
  readonly revoked: boolean;
  /** The request of this id, if the record has one: R2 compares its bytes. */
  readonly known: { readonly same: boolean; readonly outcome: Outcome; readonly touched: readonly string[] } | null;
  /** Outcome states of those requests in `after` that the record has. */
  readonly dependencies: ReadonlyMap<string, Outcome['state']>;
}

interface Row {
  clinic_id: string;
  last_seen_at: number;
  revoked_at: number | null;
  known_account: string | null;
  known_device: string | null;
  known_bytes: string | null;
  known_outcome: Outcome | null;
  known_touched: string[] | null;
}

/**
 * Locks the row of (account, device): its requests are judged one after another, on all instances (R4). The same
 * statement reads what the record knows of the request. It may have been read before the lock was had; then inserting
 * the request again fails on its id, and it is judged anew.
 */
export async function lockDevice(tx: Tx, { envelope, text }: Incoming): Promise<LockedDevice | null> {
  const [row] = await tx.query<Row>(sql`
    select a.clinic_id, d.last_seen_at, d.revoked_at,
           r.account_id as known_account, r.device_id as known_device, r.bytes as known_bytes, r.outcome as known_outcome,
           r.touched as known_touched
    from device d join account a on a.id = d.account_id left join request r on r.id = ${envelope.id}
    where d.id = ${envelope.device} and d.account_id = ${envelope.account}
    for update of d`);
  if (!row) return null;
  const same = row.known_account === envelope.account && row.known_device === envelope.device && row.known_bytes === text;
  return {
    clinic: row.clinic_id,
    lastSeenAt: row.last_seen_at,
    revoked: row.revoked_at !== null,
    known: row.known_outcome ? { same, outcome: row.known_outcome, touched: row.known_touched ?? [] } : null,
    dependencies: await readDependencies(tx, envelope),
  };
}

/** `after` names requests of the same device; another's is as good as unknown. */
async function readDependencies(tx: Tx, { after, account, device }: Incoming['envelope']): Promise<LockedDevice['dependencies']> {
  if (!after || after.length === 0) return new Map();
  const rows = await tx.query<{ id: string; state: Outcome['state'] }>(sql`
    select id, outcome->>'state' as state from request
    where id = any(${arrayParam(after)}) and account_id = ${account} and device_id = ${device}`);
  return new Map(rows.map(({ id, state }) => [id, state]));
}
