import { sql } from 'drizzle-orm';
import { arrayParam, type Tx } from '../record/database.ts';
import type { MappedRow, ReadItem } from './clinical-item.ts';
import type { Clinical } from './clinical-shapes.ts';
import { upsertRows, type ClinicalRow } from './clinical-tables.ts';
import { careTimeOf, clip, codeText, firstWords, orNull, wordsOf } from './clinical-words.ts';
import { NOTE_MAX } from '../../schema/chart.ts';
import { kindOf, mapObservation } from './map-observation.ts';
import { readOrderers } from './read-orderers.ts';
import { isFinished, tellChanged } from './result-changes.ts';

const DAY_MS = 86_400_000;
const HISTORY_DAYS = 90;
const ERROR = 'entered-in-error';

function isHistory(at: string | null, now: number): boolean {
  return at !== null && Date.parse(at) < now - HISTORY_DAYS * DAY_MS;
}

const bare = (keys: readonly string[]): string[] => keys.map((key) => key.replace(/^id:/, ''));

/** Reports, and what they name: those observations are theirs from now on, wherever they stood before. */
export async function storeReports(tx: Tx, clinic: string, now: number, items: readonly ReadItem[]): Promise<MappedRow[]> {
  const orderers = await readOrderers(tx, clinic, items);
  const rows = items.map((item): ClinicalRow => {
    const report = item.parsed as Clinical<'DiagnosticReport'>;
    const at = careTimeOf(report.effectiveDateTime ?? report.effectivePeriod?.start ?? report.issued);
    const conclusion = [report.conclusion, ...(report.conclusionCode ?? []).map(wordsOf)].filter(Boolean).join('\n');
    return {
      patient: item.patient, fhirId: item.fhirId, void: report.status === ERROR,
      columns: {
        source: 'DiagnosticReport', name: wordsOf(report.code), category: firstWords(report.category), status: codeText(report.status), at, issued: careTimeOf(report.issued),
        conclusion: orNull(clip(conclusion, NOTE_MAX)), note: null, state: isFinished(report.status) ? 'awaiting' : 'preliminary', history: isHistory(at, now),
        orderer_id: orderers.get(item.fhirId) ?? null,
      },
    };
  });
  const stored = await upsertRows(tx, clinic, 'result', rows);
  const ids = new Map(stored.map((row) => [row.fhirId, row.id]));
  const parts = items.flatMap((item) => {
    const { result } = item.parsed as Clinical<'DiagnosticReport'>;
    return (result ?? []).flatMap((reference) => bare(item.resolve(reference))).map((part) => ({ part, result: ids.get(item.fhirId) })).filter(({ result: id }) => id !== undefined);
  });
  await tx.query(sql`
    insert into result_part (clinic_id, fhir_id, result_id) select ${clinic}, p.part, p.result from jsonb_to_recordset(${JSON.stringify(parts)}::jsonb) as p(part text, result text)
    on conflict do nothing`);
  const taken = await tx.query<{ fhir_id: string; patient_id: string; result_id: string }>(sql`
    update observation o set kind = 'result', result_id = r.id from result_part p join result r on r.id = p.result_id
    where p.clinic_id = ${clinic} and p.result_id = any(${arrayParam([...ids.values()])}::text[]) and o.clinic_id = p.clinic_id and o.fhir_id = p.fhir_id
      and o.patient_id = r.patient_id and not r.void and not exists (select 1 from result_part q where q.clinic_id = o.clinic_id and q.fhir_id = o.fhir_id and q.result_id = o.result_id)
    returning o.fhir_id, o.patient_id, o.result_id`);
  await tx.query(sql`
    update result set void = true where clinic_id = ${clinic} and source = 'Observation' and fhir_id = any(${arrayParam(taken.map((row) => row.fhir_id))}::text[])`);
  await tellChanged(tx, [...stored.filter(({ change }) => change === 'updated').map(({ id }) => id), ...taken.map((row) => row.result_id)]);
  const moved = new Set(taken.map((row) => row.patient_id));
  const isVoid = new Set(rows.filter((row) => row.void).map(({ fhirId }) => fhirId));
  return stored.map((row) => ({ ...row, isVoid: isVoid.has(row.fhirId), change: row.change === 'same' && moved.has(row.patient) ? 'updated' : row.change }));
}

/**
 * Vital signs and findings go to the record; whatever a report names, or is not surely one of those, is a value of a result.
 * What once was a result's stays one: an import releases nothing, not even by calling it something else.
 */
export async function storeObservations(tx: Tx, clinic: string, now: number, items: readonly ReadItem[]): Promise<MappedRow[]> {
  const fhirIds = arrayParam(items.map(({ fhirId }) => fhirId));
  const known = await tx.query<{ fhir_id: string; result_id: string; patient_id: string }>(sql`
    select p.fhir_id, r.id as result_id, r.patient_id from result_part p join result r on r.id = p.result_id
    where p.clinic_id = ${clinic} and p.fhir_id = any(${fhirIds}::text[]) and not r.void
    union all
    select o.fhir_id, o.result_id, o.patient_id from observation o where o.clinic_id = ${clinic} and o.fhir_id = any(${fhirIds}::text[]) and o.result_id is not null`);
  const homes = new Map<string, string>();
  for (const row of known) if (!homes.has(`${row.patient_id} ${row.fhir_id}`)) homes.set(`${row.patient_id} ${row.fhir_id}`, row.result_id);
  const homeOf = (item: ReadItem): string | undefined => homes.get(`${item.patient} ${item.fhirId}`);
  const alone = items.filter((item) => homeOf(item) === undefined && kindOf(item.parsed as Clinical<'Observation'>) === 'result');
  const own = await ownResults(tx, clinic, now, [...alone, ...await standingAlone(tx, clinic, items, homes)]);
  const rows = items.map((item): ClinicalRow => {
    const observation = item.parsed as Clinical<'Observation'>;
    const result = own.get(item.fhirId) ?? homeOf(item) ?? null;
    return {
      patient: item.patient, fhirId: item.fhirId, void: observation.status === ERROR,
      columns: { ...mapObservation(observation), kind: result === null ? kindOf(observation) : 'result', result_id: result },
    };
  });
  // A key that is another patient's: its own result was not made, and nothing of it is written.
  const fit = rows.filter(({ columns }) => columns['kind'] !== 'result' || columns['result_id'] !== null);
  const isVoid = new Set(rows.filter((row) => row.void).map(({ fhirId }) => fhirId));
  const stored = await upsertRows(tx, clinic, 'observation', fit);
  const touched = new Set(stored.filter(({ change }) => change !== 'same').map(({ fhirId }) => fhirId));
  await tellChanged(tx, fit.flatMap(({ fhirId, columns }) => (touched.has(fhirId) && typeof columns['result_id'] === 'string' ? [columns['result_id']] : [])));
  return stored.map((row) => ({ ...row, isVoid: isVoid.has(row.fhirId) }));
}

/** Those whose result is their own already: it is brought up to date with them. */
async function standingAlone(tx: Tx, clinic: string, items: readonly ReadItem[], homes: ReadonlyMap<string, string>): Promise<ReadItem[]> {
  const rows = await tx.query<{ id: string }>(sql`
    select id from result where clinic_id = ${clinic} and source = 'Observation' and not void and id = any(${arrayParam([...new Set(homes.values())])}::text[])`);
  const ids = new Set(rows.map(({ id }) => id));
  return items.filter((item) => ids.has(homes.get(`${item.patient} ${item.fhirId}`) ?? ''));
}

/** A laboratory value that came without a report is a result by itself. */
async function ownResults(tx: Tx, clinic: string, now: number, items: readonly ReadItem[]): Promise<Map<string, string>> {
  const orderers = await readOrderers(tx, clinic, items);
  const stored = await upsertRows(tx, clinic, 'result', items.map((item): ClinicalRow => {
    const observation = item.parsed as Clinical<'Observation'>;
    const { name, at, status } = mapObservation(observation);
    return {
      patient: item.patient, fhirId: item.fhirId, void: status === ERROR,
      columns: {
        source: 'Observation', name, category: firstWords(observation.category), status, at, issued: careTimeOf(observation.issued), conclusion: null, note: null,
        state: isFinished(status) ? 'awaiting' : 'preliminary', history: isHistory(at, now), orderer_id: orderers.get(item.fhirId) ?? null,
      },
    };
  }));
  await tellChanged(tx, stored.filter(({ change }) => change === 'updated').map(({ id }) => id));
  return new Map(stored.map((row) => [row.fhirId, row.id]));
}
