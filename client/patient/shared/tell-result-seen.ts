import { resultSeen } from '../../../schema/result-requests.ts';
import type { Sync } from '../../shared/sync/sync.ts';

export type TellResultSeen = (patient: string, result: string, releasedAt: number, opened: boolean) => Promise<void>;

/** V7: tells the clinic, once a device, that a result came here or was opened. A correction is another release and told anew. */
export function createTellResultSeen(sync: Sync): TellResultSeen {
  const telling = new Set<string>();
  return async (patient, result, releasedAt, opened) => {
    const key = `result.seen.${result}.${releasedAt}`;
    if (telling.has(key)) return;
    telling.add(key);
    const told = await sync.settings.read(key);
    if (told === 'opened' || (told === 'here' && !opened)) return;
    // Noted only once it is kept: a result that was opened and not told would pass for one that may be withdrawn.
    if ((await sync.act(resultSeen, { patient, result, opened })).ok) await sync.settings.write(key, opened ? 'opened' : 'here');
    else telling.delete(key);
  };
}
