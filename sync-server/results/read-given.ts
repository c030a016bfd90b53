import { sql } from 'drizzle-orm';
import type { GivenEntry } from '../../schema/results.ts';
import type { Tx } from '../record/database.ts';
import { fitSection, type Fitted } from '../shared/fit-section.ts';

const MOST = 200;
const BYTES = 90 * 1024;

interface Row {
  id: string; name: string; at: string | null; patient_id: string; patient_name: string; birth_date: string | null; state: GivenEntry['state'];
  orderer_id: string | null; orderer: string | null; released_by: string; released_at: number; on_device_at: number | null; opened_at: number | null; reader: string | null;
}

/** delivery/ `given`: what was released last, newest first, and what the patient's side has of it. No value: the decision is over. */
export async function readGiven(tx: Tx, clinic: string): Promise<Fitted<GivenEntry>> {
  const given = sql`r.clinic_id = ${clinic} and r.state in ('released', 'correcting') and not r.void`;
  const rows = await tx.query<Row & Record<string, unknown>>(sql`
    select r.id, r.released->>'name' as name, r.released->>'at' as at, r.patient_id, p.name as patient_name, p.birth_date, r.state, r.orderer_id, s.name as orderer,
           r.released_by, r.released_at, d.on_device_at, o.opened_at, o.reader
    from result r join patient p on p.id = r.patient_id left join staff s on s.id = r.orderer_id
    left join lateral (select min(t.on_device_at) as on_device_at from result_sight t where t.result_id = r.id and t.revision >= r.released_revision) d on true
    left join lateral (
      select t.opened_at, coalesce(q.name, '') as reader from result_sight t join account a on a.id = t.account_id left join patient q on q.id = a.patient_id
      where t.result_id = r.id and t.revision >= r.released_revision and t.opened_at is not null order by t.opened_at, t.account_id limit 1) o on true
    where ${given} order by r.released_at desc, r.id limit ${MOST}::int`);
  const [all] = rows.length < MOST ? [] : await tx.query<{ count: number }>(sql`select count(*) as count from result r where ${given}`);
  return fitSection('given', rows.map((row): GivenEntry => ({
    id: row.id, name: row.name, at: row.at, state: row.state, releasedBy: row.released_by, releasedAt: row.released_at,
    patient: { id: row.patient_id, name: row.patient_name, birthDate: row.birth_date },
    orderer: row.orderer_id === null ? null : { id: row.orderer_id, name: row.orderer ?? '' },
    onDeviceAt: row.on_device_at, opened: row.opened_at === null ? null : { reader: row.reader ?? '', at: row.opened_at },
  })), BYTES, all?.count ?? rows.length);
}
