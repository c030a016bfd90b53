import { refuse } from '../../../schema/outcome.ts';
import type { AccountDatabase, StoredRequest } from './account-database.ts';

/**
 * R4 on the device: what these requests were to come before can no longer be judged, because the clinic will never see
 * them (undone, or refused unread). It ends here with that reason, its words kept in the tray; and so does what depended
 * on it in turn. The clinic cannot do this: to it, a dependency it has not seen may still come.
 * To be called inside a transaction on `requests`.
 */
export async function endDependents(database: AccountDatabase, gone: readonly string[]): Promise<void> {
  const waiting = await database.requests.where('state').anyOf('saved', 'sending').toArray();
  const ended = new Set(gone);
  const changed: StoredRequest[] = [];
  for (const row of waiting.sort((a, b) => a.n - b.n)) {
    if (!row.after?.some((id) => ended.has(id))) continue;
    ended.add(row.id);
    const { inFlightSince: _over, ...rest } = row;
    changed.push({ ...rest, state: 'declined', refusal: refuse('request.dependency'), open: 1 });
  }
  await database.requests.bulkPut(changed);
}
