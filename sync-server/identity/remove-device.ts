import { sql } from 'drizzle-orm';
import { viewName } from '../../schema/view-names.ts';
import { audit } from '../audit/audit.ts';
import { instantParam } from '../record/database.ts';
import { touch } from '../record/touch.ts';
import { accountName } from './account-name.ts';
import { refuseStep, type IdentityDeps, type IdentityRefusal } from './deps.ts';
import { endSessions, sessionEndedChannel } from './end-sessions.ts';
import type { Session } from './sessions.ts';

/**
 * Takes a device off one's own account: its sessions end, and from the commit on its key asks for nothing. What it still
 * brings is held for an administrator (R10). It does not wipe what is on the device.
 *
 * Refuses: the device that asks (what waits there would be held, for nothing), and one that is not the account's; another
 * account's looks like none.
 */
export async function removeOwnDevice(deps: IdentityDeps, { account, clinic, id, device: own }: Session, device: string): Promise<IdentityRefusal | null> {
  if (device === own) return refuseStep('device.inUse');
  const removed = await deps.database.transaction(async (tx) => {
    const now = deps.clock();
    const rows = await tx.query(sql`
      update device set revoked_at = ${instantParam(now)} where id = ${device} and account_id = ${account} and revoked_at is null returning id`);
    if (rows.length === 0) return false;
    const open = await tx.query<{ id: string }>(sql`select id from session where device_id = ${device} and account_id = ${account} and ended_at is null`);
    for (const session of open) await endSessions(tx, account, 'byOwner', { only: session.id, at: now });
    await audit(tx, { clinic, account, who: await accountName(tx, account), action: 'device.removed', detail: { device, sessions: open.length, from: id } });
    await touch(tx, [{ view: viewName.account(account), section: 'devices', entry: device }]);
    return true;
  });
  if (!removed) return refuseStep('device.unknown');
  await deps.database.notify(sessionEndedChannel, '');
  return null;
}
