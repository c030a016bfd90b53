import type { Refusal } from '../../../schema/outcome.ts';
import type { StoredRequest, StoredRequestState } from './account-database.ts';
import { open } from './seal.ts';

/** A request as screens see it: opened, and `sending` only while a try is under way. */
export interface LocalRequest {
  readonly id: string;
  readonly n: number;
  readonly type: string;
  readonly v: number;
  readonly body: unknown;
  readonly bytes: string;
  readonly signature: string;
  readonly state: StoredRequestState;
  /** Nothing has left the device: `undo` gives the words back (R9). */
  readonly undoable: boolean;
  /** Device clock, ms. */
  readonly savedAt: number;
  readonly saw: number;
  readonly notBefore?: number;
  readonly after?: readonly string[];
  readonly patient?: string;
  readonly answeredAt?: number;
  readonly refusal?: Refusal;
  readonly positions?: StoredRequest['positions'];
  readonly dismissedAt?: number;
}

/** How long a try is believed to be under way when nobody says how it ended: its tab was closed or killed. */
const TRY_MS = 90_000;

export async function openRequest(row: StoredRequest, now: number): Promise<LocalRequest> {
  const [body, bytes] = await Promise.all([open(row.body), open(row.bytes)]);
  const { id, n, type, v, signature, savedAt, saw } = row;
  const underWay = row.inFlightSince !== undefined && now - row.inFlightSince < TRY_MS;
  return {
    id, n, type, v, body, bytes, signature, savedAt, saw,
    state: row.state === 'sending' && !underWay ? 'saved' : row.state,
    undoable: row.state === 'saved',
    ...(row.notBefore === undefined ? {} : { notBefore: row.notBefore }),
    ...(row.after === undefined ? {} : { after: row.after }),
    ...(row.patient === undefined ? {} : { patient: row.patient }),
    ...(row.answeredAt === undefined ? {} : { answeredAt: row.answeredAt }),
    ...(row.refusal === undefined ? {} : { refusal: row.refusal }),
    ...(row.positions === undefined ? {} : { positions: row.positions }),
    ...(row.dismissedAt === undefined ? {} : { dismissedAt: row.dismissedAt }),
  };
}
