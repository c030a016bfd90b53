import { sql } from 'drizzle-orm';
import { viewName } from '../../schema/view-names.ts';
import { views, type ViewKind } from '../../schema/views.ts';
import { instantParam, type Database, type Tx } from '../record/database.ts';
import { judgeAgain, touch, type Touch } from '../record/touch.ts';
import { endSessions } from './end-sessions.ts';

/** Kinds of views about one patient that a patient account may reach. */
const patientKinds = Object.entries<ViewKind>(views)
  .filter(([, kind]) => kind.params.length === 1 && kind.params[0] === 'patient' && kind.readers.patients !== null)
  .map(([name]) => name);

/**
 * To be called, in the same transaction, by whoever changes what an account reaches: roles, a proxy grant, a block.
 *
 * A patient account: every view of every patient it reaches or ever reached is judged again before its next row (V5).
 * A staff account: its rights touch every view of the clinic at once, so its sessions end and it signs in again.
 */
export async function grantChanged(tx: Tx, account: string): Promise<void> {
  const found = (await tx.query<{ kind: 'staff' | 'patient' }>(sql`select kind from account where id = ${account}`))[0];
  if (!found) return;
  await touch(tx, [{ view: viewName.account(account), section: 'self', entry: 'self' }, judgeAgain(viewName.account(account))]);
  if (found.kind === 'staff') {
    await endSessions(tx, account, 'account');
    return;
  }
  const patients = await tx.query<{ id: string }>(sql`
    select patient_id as id from account where id = ${account}
    union select patient_id from proxy_grant where account_id = ${account}`);
  await touch(tx, patients.flatMap(({ id }): Touch[] => patientKinds.map((kind) => judgeAgain(`${kind}/${id}`))));
}

/** Grants whose last day has passed end like revoked ones: their holders' views are judged again. Call it now and then. */
export async function endDueGrants(database: Database, now: number): Promise<number> {
  return database.transaction(async (tx) => {
    const ended = await tx.query<{ account_id: string }>(sql`
      update proxy_grant set revoked_at = ends_at
      where revoked_at is null and ends_at <= ${instantParam(now)} returning account_id`);
    for (const account of new Set(ended.map((row) => row.account_id))) await grantChanged(tx, account);
    return ended.length;
  });
}
