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
  place: number;
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
 * Locks the row of each request's (account, device): a device's requests are judged one after another, on all instances
 * (R4). The same statement reads what the record knows of each request. It may have been read before the lock was had;
 * then inserting the request again fails on its id, and it is judged anew. Locked in the order of their ids, so that two
 * who lock several do not wait for each other.
 * @returns at each request's place its device, null when the record has none
 */
export async function lockDevices(tx: Tx, incoming: readonly Incoming[]): Promise<(LockedDevice | null)[]> {
  const column = (read: (envelope: Incoming['envelope']) => string) => sql`${arrayParam(incoming.map(({ envelope }) => read(envelope)))}::text[]`;
  const rows = await tx.query<Row>(sql`
    select q.place, a.clinic_id, d.last_seen_at, d.revoked_at,
           r.account_id as known_account, r.device_id as known_device, r.bytes as known_bytes, r.outcome as known_outcome,
           r.touched as known_touched
    from unnest(${column((e) => e.device)}, ${column((e) => e.account)}, ${column((e) => e.id)}) with ordinality as q (device, account, request, place)
    join device d on d.id = q.device and d.account_id = q.account
    join account a on a.id = d.account_id
    left join lateral (
      select account_id, device_id, bytes, outcome, touched from request where id = q.request limit 1) r on true
    order by d.id for update of d`);
  const dependencies = await readDependencies(tx, incoming);
  const found = new Map(rows.map((row) => [row.place - 1, row]));
  return incoming.map(({ envelope, text }, place) => {
    const row = found.get(place);
    if (!row) return null;
    const same = row.known_account === envelope.account && row.known_device === envelope.device && row.known_bytes === text;
    return {
      clinic: row.clinic_id,
      lastSeenAt: row.last_seen_at,
      revoked: row.revoked_at !== null,
      known: row.known_outcome ? { same, outcome: row.known_outcome, touched: row.known_touched ?? [] } : null,
      dependencies: dependencies(envelope),
    };
  });
}

type StatesOf = (envelope: Incoming['envelope']) => LockedDevice['dependencies'];

/** `after` names requests of the same device; another's is as good as unknown. */
async function readDependencies(tx: Tx, incoming: readonly Incoming[]): Promise<StatesOf> {
  const asked = incoming.flatMap(({ envelope }) => envelope.after ?? []);
  if (asked.length === 0) return () => new Map();
  const rows = await tx.query<{ id: string; account_id: string; device_id: string; state: Outcome['state'] }>(sql`
    select id, account_id, device_id, outcome->>'state' as state from request where id = any(${arrayParam(asked)})`);
  return ({ account, device, after = [] }) => new Map(rows
    .filter((row) => row.account_id === account && row.device_id === device && after.includes(row.id))
    .map(({ id, state }) => [id, state]));
}
