import { sql } from 'drizzle-orm';
import { newId } from '../../schema/ids.ts';
import type { ViewKindName } from '../../schema/view-kinds.ts';
import { instantParam, jsonParam, type Tx } from '../../sync-server/record/database.ts';
import type { Place } from './rights-people.ts';

/** A video visit that failed, with somebody third and words from before it. */
export async function plantConsult(tx: Tx, { clinic, patient, location, visit, nurse }: Place, plant: (field: string, readers: readonly ViewKindName[]) => string, at: number): Promise<void> {
  const [appointment, consult] = [newId(), newId()];
  const [from, until] = [instantParam(at), instantParam(at + 1_800_000)];
  await tx.query(sql`
    insert into appointment (id, clinic_id, patient_id, staff_id, location_id, visit_type_id, starts_at, ends_at, cutoff_at, state, made_by, made_at, cancelled_at, cancelled_by, cancel_words)
    values (${appointment}, ${clinic}, ${patient}, ${nurse}, ${location}, ${visit}, ${from}, ${until}, ${from}, 'cancelled', 'Ruth', now(), now(), 'Ruth', 'No sound')`);
  await tx.query(sql`
    insert into consult (id, clinic_id, patient_id, appointment_id, state, devices, consent, started_at, ended_at, reason, word, word_by, word_at, changed_by, changed_at)
    values (${consult}, ${clinic}, ${patient}, ${appointment}, 'failed', ${jsonParam({ camera: 'ok', microphone: 'none' })}, ${jsonParam({ by: plant('consult.consent', []) })}, ${from}, ${until},
            ${plant('consult.reason', ['live'])}, ${plant('consult.word', ['person', 'live'])}, ${plant('consult.wordBy', ['live'])}, ${from}, ${plant('consult.changedBy', ['live'])}, ${from})`);
  await tx.query(sql`
    insert into consult_guest (id, consult_id, name, relation, phone, state, made_by, made_at)
    values (${newId()}, ${consult}, ${plant('guest.name', ['person', 'live'])}, ${plant('guest.relation', ['live'])}, ${plant('guest.phone', [])}, 'left', ${plant('guest.madeBy', [])}, now())`);
}
