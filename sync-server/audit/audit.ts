import { sql, type SQL } from 'drizzle-orm';
import { jsonParam, type Queries, type Tx } from '../record/database.ts';

export interface AuditRow {
  readonly clinic: string | null;
  readonly account: string | null;
  /** Name as it stood: an audit is read by people, years later. */
  readonly who: string;
  /** 'view.open', 'signin.ok', a request type … */
  readonly action: string;
  readonly patient?: string | null;
  readonly subject?: string | null;
  readonly request?: string | null;
  /** Facts about the act; never the words of a message. */
  readonly detail?: Readonly<Record<string, unknown>> | null;
}

/** Writes the audit row in the transaction of the act itself (C58): no act without its row, no row without its act. */
export async function audit(tx: Tx, row: AuditRow): Promise<void> {
  await tx.query(auditStatement(sql`
    values (${row.clinic}, ${row.account}, ${row.who}, ${row.action}, ${row.patient ?? null}, ${row.subject ?? null},
            ${row.request ?? null}, ${row.detail ? jsonParam(row.detail) : null})`));
}

/** For who writes them as part of a larger statement. `rows`: values or a select, in this order. */
export function auditStatement(rows: SQL): SQL {
  return sql`insert into audit (clinic_id, account_id, who, action, patient_id, subject, request_id, detail) ${rows}`;
}

export interface SecurityEvent {
  /** 'request.badSignature', 'view.badFrame', 'signin.locked' … */
  readonly kind: string;
  readonly account?: string | null;
  readonly device?: string | null;
  readonly detail?: Readonly<Record<string, unknown>> | null;
}

/** Something hostile or broken was refused. In a transaction or not: what was refused has none. */
export async function securityEvent(q: Queries, event: SecurityEvent): Promise<void> {
  await q.query(sql`
    insert into security_event (kind, account_id, device_id, detail)
    values (${event.kind}, ${event.account ?? null}, ${event.device ?? null}, ${event.detail ? jsonParam(event.detail) : null})`);
}
