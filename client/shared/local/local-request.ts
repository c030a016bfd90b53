import type { LocalRequest, StoredRequest } from './account-database.ts';
import { open } from './seal.ts';

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
