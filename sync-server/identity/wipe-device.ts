import { sql } from 'drizzle-orm';
import { viewName } from '../../schema/view-names.ts';
import { audit } from '../audit/audit.ts';
import { instantParam, type Tx } from '../record/database.ts';
import { touch } from '../record/touch.ts';
import { accountName } from './account-name.ts';
import { refuseStep, type IdentityDeps, type IdentityRefusal } from './deps.ts';
import { endSessions, sessionEndedChannel } from './end-sessions.ts';
import type { Session } from './sessions.ts';

/**
 * Tells a device to drop what it holds of this account: its sessions end now, and it hears why at its next contact. Its key
 * still delivers what waits there (R11); taking the key away is another act. None of this audits: the caller does. False: the
 * account has no such device.
 *
 * Not promised: that a device in hostile hands does as it is told.
 */
export async function wipeDevice(tx: Tx, account: string, device: string, now: number): Promise<boolean> {
  const told = await tx.query(sql`update device set wiped_at = ${instantParam(now)} where id = ${device} and account_id = ${account} returning id`);
  if (told.length === 0) return false;
  const open = await tx.query<{ id: string }>(sql`select id from session where account_id = ${account} and device_id = ${device} and ended_at is null`);
  for (const { id } of open) await endSessions(tx, account, 'byOwner', { only: id, at: now });
  await touch(tx, [{ view: viewName.account(account), section: 'devices', entry: device }]);
  return true;
}

/** A device of one's own, also the one in hand. Another account's looks like none. */
export async function wipeOwnDevice(deps: IdentityDeps, { account, clinic, id }: Session, device: string): Promise<IdentityRefusal | null> {
  const told = await deps.database.transaction(async (tx) => {
    if (!(await wipeDevice(tx, account, device, deps.clock()))) return false;
    await audit(tx, { clinic, account, who: await accountName(tx, account), action: 'device.wiped', subject: device, detail: { from: id } });
    return true;
  });
  if (!told) return refuseStep('device.unknown');
  await deps.database.notify(sessionEndedChannel, '');
  return null;
}
