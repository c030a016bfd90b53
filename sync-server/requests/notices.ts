import { sql } from 'drizzle-orm';
import { newId } from '../../schema/ids.ts';
import { viewName } from '../../schema/view-names.ts';
import { instantParam, jsonParam, type Tx } from '../record/database.ts';
import { touch } from '../record/touch.ts';

/** What an account is told after its request was answered: an outcome never changes (R2), what stands now may. */
export interface Telling {
  readonly account: string;
  /** Names a text in every language, as a refusal's code does. */
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>>;
  /** The request it is about. */
  readonly request?: string;
  /** Where to go on. */
  readonly patient?: string;
  readonly thread?: string;
  /** Server time, ms. */
  readonly at: number;
}

/** Writes the notice in the transaction that caused it; it stays in the account's view until its owner dismisses it. */
export async function tellAccount(tx: Tx, telling: Telling): Promise<void> {
  const id = newId();
  await tx.query(sql`
    insert into notice (id, account_id, code, params, request_id, patient_id, thread_id, at)
    values (${id}, ${telling.account}, ${telling.code}, ${telling.params ? jsonParam(telling.params) : null},
            ${telling.request ?? null}, ${telling.patient ?? null}, ${telling.thread ?? null}, ${instantParam(telling.at)})`);
  await touch(tx, [{ view: viewName.account(telling.account), section: 'notices', entry: id }]);
}
