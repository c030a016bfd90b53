import { sql } from 'drizzle-orm';
import type { Actor } from '../../schema/actor.ts';
import type { Outcome } from '../../schema/outcome.ts';
import { viewName } from '../../schema/view-names.ts';
import { auditStatement } from '../audit/audit.ts';
import { arrayParam, instantParam, jsonParam, type Tx } from '../record/database.ts';
import { touchStatement, type Touch } from '../record/touch.ts';
import type { Incoming } from './incoming.ts';

export interface Judged {
  readonly incoming: Incoming;
  readonly clinic: string;
  /** Null when the author may not ask for anything any more: the outcome is `held`. */
  readonly actor: Actor | null;
  readonly patient: string | null;
  readonly stamp: number;
  readonly outcome: Outcome;
  /** What the effect touched. */
  readonly touches: readonly Touch[];
}

/**
 * The last step of a request's transaction: the request with its outcome, the audit row, and every touch, its author's
 * own view among them; one statement, sent with the COMMIT. What is declined is stored as well: the same id has the same
 * outcome for ever (R2).
 * @returns the views that will show a change
 */
export function storeRequest(tx: Tx, judged: Judged): string[] {
  const { incoming: { envelope, text, signature, receivedAt }, actor, patient, outcome } = judged;
  const touches = [...judged.touches, { view: viewName.account(envelope.account), section: 'outcomes', entry: envelope.id }];
  const views = [...new Set(touches.map((touch) => touch.view))];
  tx.atCommit(sql`
    with stored as (
      insert into request (id, account_id, device_id, n, type, v, clinic_id, patient_id, bytes, signature, device_time, received_at, stamp, outcome, touched)
      values (${envelope.id}, ${envelope.account}, ${envelope.device}, ${envelope.n}, ${envelope.type}, ${envelope.v}, ${judged.clinic},
              ${patient}, ${text}, ${signature}, ${instantParam(envelope.deviceTime)}, ${instantParam(receivedAt)}, ${judged.stamp},
              ${jsonParam(outcome)}, ${arrayParam(views)})),
    audited as (${auditStatement({
      clinic: judged.clinic, account: envelope.account, who: actor?.name ?? '', action: envelope.type, patient, request: envelope.id,
      detail: { state: outcome.state, ...(outcome.refusal ? { code: outcome.refusal.code } : {}) },
    })})
    ${touchStatement(touches)}`);
  return views;
}
