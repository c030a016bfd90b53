import { isWaiting } from '../local/request-store.ts';
import type { StoredRequest } from '../local/account-database.ts';

/** About what a delivery holds; a longer request goes alone. */
export const DELIVERY_BYTES = 16 * 1024;
const DELIVERY_COUNT = 50;
/** No "later" is longer than this; a longer one means that the clock was set back. */
const LONGEST_WAIT_MS = 60 * 60_000;

export interface Picked {
  readonly ids: readonly string[];
  /** When something that has to wait now may go, device clock, ms. */
  readonly wakeAt: number | null;
}

/**
 * What goes next: in order of `n`, as many as fit (R4, R9). A request in its undo window holds back what was done after
 * it, a few seconds; one that the clinic answered "later" holds back nobody but those that depend on it.
 *
 * @param queue waiting requests by `n`, then those to be asked about again
 * @param mayAsk this carrier has the account's session, so asking again will teach something
 */
export function pickDelivery(queue: readonly StoredRequest[], now: number, mayAsk: boolean): Picked {
  const waiting = new Set(queue.filter(isWaiting).map((row) => row.id));
  const ids: string[] = [];
  let size = 0;
  let wakeAt: number | null = null;
  const later = (at: number): void => { wakeAt = wakeAt === null ? at : Math.min(wakeAt, at); };
  for (const row of queue) {
    if (!isWaiting(row) && !mayAsk) continue;
    const retryAt = waitsUntil(row.retryAt, now, LONGEST_WAIT_MS);
    if (retryAt !== null) { later(retryAt); continue; }
    const held = row.state === 'saved' ? heldUntil(row, now) : null;
    if (held !== null) { later(held); break; }
    if (row.after?.some((id) => waiting.has(id) && !ids.includes(id))) continue;
    if (ids.length > 0 && (size + row.size > DELIVERY_BYTES || ids.length >= DELIVERY_COUNT)) break;
    ids.push(row.id);
    size += row.size;
  }
  return { ids, wakeAt };
}

/** The end of the undo window; over at once when the clock was set back since, or the request would never leave. */
function heldUntil(row: StoredRequest, now: number): number | null {
  return now < row.savedAt ? null : waitsUntil(row.notBefore, now, LONGEST_WAIT_MS);
}

function waitsUntil(at: number | undefined, now: number, longest: number): number | null {
  return at !== undefined && at > now && at - now <= longest ? at : null;
}
