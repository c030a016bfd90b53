import { createSignal } from 'solid-js';
import { gatherRequests, type RequestTable } from '../../../schema/request-table.ts';
import { staffRequests } from '../../../schema/staff-requests.ts';

const atStart = gatherRequests(staffRequests);
const [later, setLater] = createSignal<RequestTable | null>(null);

/**
 * Table two in two parts: what shows on no first screen comes right after it. What waits of those is predicted from then on; it is kept
 * and sent all the same. Whatever reads a row inside a memo reads it anew when they are here.
 */
export function staffTable(): RequestTable {
  if (later() === null) {
    void import('../../../schema/later-requests.ts').then(({ laterRequests }) => setLater(gatherRequests(laterRequests)), () => undefined);
  }
  return { get: (type) => atStart.get(type) ?? later()?.get(type) };
}
