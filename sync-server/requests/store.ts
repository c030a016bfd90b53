import { sql } from 'drizzle-orm';
import type { Actor } from '../../schema/actor.ts';
import type { Outcome } from '../../schema/outcome.ts';
import { viewName } from '../../schema/view-names.ts';
import { auditStatement } from '../audit/audit.ts';
import { arrayParam, type Tx } from '../record/database.ts';
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
 * The last step of a transaction: each request with its outcome, its audit row, and every touch, its author's own view
 * among them; one statement, sent with the COMMIT. What is declined is stored as well: the same id has the same outcome
 * for ever (R2).
 */
export function storeRequests(tx: Tx, judged: readonly Judged[]): void {
  const rows = judged.map((one): readonly (string | number | null)[] => {
    const { incoming: { envelope, text, signature, receivedAt }, outcome } = one;
    const detail = { state: outcome.state, ...(outcome.refusal ? { code: outcome.refusal.code } : {}) };
    return [
      envelope.id, envelope.account, envelope.device, envelope.n, envelope.type, envelope.v, one.clinic, one.patient, text, signature,
      new Date(envelope.deviceTime).toISOString(), new Date(receivedAt).toISOString(), one.stamp, JSON.stringify(outcome),
      JSON.stringify(viewsTouched(one)), one.actor?.name ?? '', JSON.stringify(detail),
    ];
  });
  const columns = columnTypes.map((type, at) => sql`${arrayParam(rows.map((row) => row[at] ?? null))}::${sql.raw(type)}[]`);
  tx.atCommit(sql`
    with judged as (
      select * from unnest(${sql.join(columns, sql`, `)})
        as j (id, account, device, n, type, v, clinic, patient, bytes, signature, device_time, received_at, stamp, outcome, touched, who, detail)),
    stored as (
      insert into request (id, account_id, device_id, n, type, v, clinic_id, patient_id, bytes, signature, device_time, received_at, stamp, outcome, touched)
      select id, account, device, n, type, v, clinic, patient, bytes, signature, device_time, received_at, stamp, outcome,
             array(select jsonb_array_elements_text(touched)) from judged),
    audited as (${auditStatement(sql`select clinic, account, who, type, patient, null, id, detail from judged`)})
    ${touchStatement(judged.flatMap(touchesOf))}`);
}

/** As `judged` names them. */
const columnTypes = [
  'text', 'text', 'text', 'bigint', 'text', 'int', 'text', 'text', 'text', 'text', 'timestamptz', 'timestamptz', 'bigint', 'jsonb', 'jsonb', 'text', 'jsonb',
] as const;

function touchesOf({ incoming: { envelope }, touches }: Judged): Touch[] {
  return [...touches, { view: viewName.account(envelope.account), section: 'outcomes', entry: envelope.id }];
}

/** Views that will show a change. */
export function viewsTouched(judged: Judged): string[] {
  return [...new Set(touchesOf(judged).map((touch) => touch.view))];
}
