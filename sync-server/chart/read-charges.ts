import { sql } from 'drizzle-orm';
import type { ChargeEntry } from '../../schema/billing.ts';
import type { Tx } from '../record/database.ts';
import { fitSection, type Fitted } from '../shared/fit-section.ts';

const MOST = 600;
const BYTES = 216 * 1024;

/** billing/ `charges`, newest first. A Claim and the newest answer to it are one; an answer to a Claim that is not here stands alone. */
export async function readCharges(tx: Tx, patient: string): Promise<Fitted<ChargeEntry>> {
  const charges = sql`
    select c.id, c.name, c.status, c.started, c.ended, coalesce(c.total, e.total) as total, e.patient_amount as owed, coalesce(c.currency, e.currency) as currency,
           e.id is not null as answered
    from claim c left join lateral (
      select id, total, patient_amount, currency from claim e
      where e.clinic_id = c.clinic_id and e.patient_id = c.patient_id and e.source = 'ExplanationOfBenefit' and e.explains = c.fhir_id and not e.void
      order by ended desc nulls last, id desc limit 1) e on true
    where c.patient_id = ${patient} and c.source = 'Claim' and not c.void
    union all
    select e.id, e.name, e.status, e.started, e.ended, e.total, e.patient_amount, e.currency, true
    from claim e where e.patient_id = ${patient} and e.source = 'ExplanationOfBenefit' and not e.void and not exists (
      select 1 from claim c where c.clinic_id = e.clinic_id and c.patient_id = e.patient_id and c.source = 'Claim' and c.fhir_id = e.explains and not c.void)`;
  const rows = await tx.query<ChargeEntry & Record<string, unknown>>(sql`
    select id, name, status, started as start, ended as "end", total, owed, currency, answered from (${charges}) charges
    order by started desc nulls last, id limit ${MOST}::int`);
  const [all] = rows.length < MOST ? [{ count: rows.length }] : await tx.query<{ count: number }>(sql`select count(*) as count from (${charges}) charges`);
  return fitSection('charges', rows, BYTES, all?.count ?? rows.length);
}
