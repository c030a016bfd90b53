import { sql } from 'drizzle-orm';
import { noticeDismiss } from '../../schema/accounts.ts';
import { viewName } from '../../schema/view-names.ts';
import { instantParam } from '../record/database.ts';
import { touch } from '../record/touch.ts';
import { handle, type RegisteredHandler } from '../requests/slice.ts';

const dismiss = handle(noticeDismiss, {
  patientOf: () => null,
  // Another account's notice looks like none. Dismissing twice is one dismissal.
  readFacts: async ({ tx, actor }, body) => {
    const rows = await tx.query(sql`select id from notice where id = ${body.notice} and account_id = ${actor.account} for update`);
    return { mine: rows.length > 0 };
  },
  effect: async ({ tx, actor, request }, body) => {
    await tx.query(sql`
      update notice set dismissed_at = coalesce(dismissed_at, ${instantParam(request.receivedAt)})
      where id = ${body.notice} and account_id = ${actor.account}`);
    await touch(tx, [{ view: viewName.account(actor.account), section: 'notices', entry: body.notice }]);
  },
});

export const accountHandlers: readonly RegisteredHandler[] = [dismiss];
