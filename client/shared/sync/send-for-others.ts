import { openAccountDatabase } from '../local/account-database.ts';
import type { DeviceDatabase } from '../local/device.ts';
import { restoreSpares } from '../local/restore-spares.ts';
import { steadily } from '../local/steady.ts';
import { sendRound, type RoundEnd, type SenderDeps } from './sender.ts';

/**
 * R11: what other people of this device left waiting is delivered too, by whoever has it open. Their requests go as
 * theirs, signed with their own keys; this page learns that they arrived and nothing else.
 * @param own the account that has a sender of its own; null in a worker, which has none
 */
export async function sendForOthers(
  device: DeviceDatabase,
  own: string | null,
  deps: Pick<SenderDeps, 'post' | 'knock' | 'now' | 'alone'>,
): Promise<RoundEnd> {
  // Of a device that a browser cleared, too: it knows nobody any more.
  const copied = await restoreSpares();
  const known = await steadily(device, () => device.accounts.toCollection().primaryKeys());
  const accounts = [...new Set([...known, ...copied])].filter((id) => id !== own);
  let wakeAt: number | null = null;
  let broken = false;
  for (const id of accounts) {
    const database = openAccountDatabase(id);
    try {
      const end = await sendRound({ ...deps, account: id, database, hasSession: () => false });
      if (end.failed) return end;
      if (end.wakeAt !== null) wakeAt = wakeAt === null ? end.wakeAt : Math.min(wakeAt, end.wakeAt);
    } catch {
      // One person's store that does not open keeps nobody else's words here.
      broken = true;
    } finally {
      database.close();
    }
  }
  return { wakeAt, failed: broken };
}
