import { sql } from 'drizzle-orm';
import { newId } from '../../schema/ids.ts';
import { clinicalTypes, type ClinicalType } from '../fhir/clinical-shapes.ts';
import type { ClinicalItem } from '../fhir/clinical-item.ts';
import { readContents } from '../fhir/result-content.ts';
import { storeClinical } from '../fhir/store-clinical.ts';
import { arrayParam, instantParam, jsonParam, type Tx } from '../record/database.ts';
import type { DemoClinic, DemoRecord } from './demo-shapes.ts';
import type { ClinicIds } from './fill-clinic.ts';

const DAY_MS = 86_400_000;
const CATEGORY = 'http://terminology.hl7.org/CodeSystem/observation-category';
const code = (value: string): object => ({ coding: [{ code: value }] });
const loinc = (value: string, text: string): object => ({ text, coding: [{ system: 'http://loinc.org', code: value, display: text }] });

const measurable = {
  weight: { code: loinc('29463-7', 'Body weight'), unit: 'kg' }, height: { code: loinc('8302-2', 'Body height'), unit: 'cm' }, pressure: { code: loinc('85354-9', 'Blood pressure'), unit: 'mm[Hg]' },
  temperature: { code: loinc('8310-5', 'Body temperature'), unit: 'Cel' }, pulse: { code: loinc('8867-4', 'Heart rate'), unit: '/min' },
} as const;

/** The demo's records by the road every other record comes: as FHIR, kept, read and mapped. Visits as rows. */
export async function fillRecords(tx: Tx, demo: DemoClinic, ids: ClinicIds, now: number): Promise<void> {
  const items = new Map<ClinicalType, ClinicalItem[]>(clinicalTypes.map((type) => [type, []]));
  const orderers = [...new Set(demo.records.flatMap(({ results }) => (results ?? []).map(({ staff }) => ids.staff(staff).id)))];
  await tx.query(sql`
    insert into fhir_key (clinic_id, type, key, row_id) select ${ids.clinic}, 'Practitioner', 'id:' || o, o from unnest(${arrayParam(orderers)}::text[]) o on conflict do nothing`);
  for (const record of demo.records) {
    const patient = ids.patient(record.patient).id;
    for (const [type, resource, fhirId] of resourcesOf(record, now, (key) => ids.staff(key).id)) {
      const resolve: ClinicalItem['resolve'] = (reference) => (reference?.reference === undefined ? [] : [`id:${reference.reference}`]);
      items.get(type)?.push({ type, fhirId, patient, resource: { resourceType: type, status: 'final', ...resource }, resolve });
    }
    for (const visit of record.visits ?? []) {
      const staff = ids.staff(visit.staff);
      const at = now - visit.ago * DAY_MS;
      await tx.query(sql`
        insert into encounter (id, clinic_id, patient_id, staff_id, class, status, title, reason, place, seen_by, started_at, ended_at)
        values (${newId()}, ${ids.clinic}, ${patient}, ${staff.id}, ${visit.video ? 'VR' : 'AMB'}, 'finished', ${visit.name}, ${visit.reason ?? null},
                ${visit.video ? null : (demo.locations[0]?.name ?? null)}, ${staff.name}, ${instantParam(at)}, ${instantParam(at + 1_500_000)})`);
    }
  }
  for (const [type, list] of items) {
    const kept = list.map(({ fhirId, patient, resource }) => ({ f: fhirId, p: patient, b: resource }));
    await tx.query(sql`
      insert into kept_resource (clinic_id, type, fhir_id, patient_id, body)
      select ${ids.clinic}, ${type}, r.f, r.p, r.b from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as r(f text, p text, b jsonb)`);
    await storeClinical(tx, ids.clinic, now, type, list);
  }
  for (const { patient, results = [] } of demo.records) {
    for (const result of results) if (result.released) await release(tx, ids, { ...result, ...result.released, patient: ids.patient(patient).id }, now);
  }
}

/** As its clinician gave it, days ago; results/handle.ts writes the same. */
async function release(tx: Tx, ids: ClinicIds, given: { readonly patient: string; readonly name: string; readonly by: string; readonly ago: number; readonly words?: string }, now: number): Promise<void> {
  const by = ids.staff(given.by);
  const at = instantParam(now - given.ago * DAY_MS);
  const [row] = await tx.query<{ id: string }>(sql`select id from result where patient_id = ${given.patient} and name = ${given.name} and state = 'awaiting' order by at limit 1`);
  const content = row && (await readContents(tx, [row.id])).get(row.id);
  if (!content) throw new Error(`The demo releases no result called ${given.name}`);
  await tx.query(sql`
    update result set state = 'released', arrived_at = ${at}, released = ${jsonParam(content)}, released_at = ${at}, first_released_at = ${at}, released_by = ${by.name}, released_revision = revision,
      released_words = ${given.words === undefined ? null : jsonParam({ by: by.name, title: by.title, text: given.words })}
    where id = ${content.id}`);
}

type Made = readonly [type: ClinicalType, resource: object, fhirId: string];

function* resourcesOf(record: DemoRecord, now: number, staffId: (key: string) => string): Generator<Made> {
  const day = (ago: number): string => new Date(now - ago * DAY_MS).toISOString().slice(0, 10);
  const made = (type: ClinicalType, resource: object, fhirId = newId()): Made => [type, resource, fhirId];
  const note = (text: string | undefined): object => (text === undefined ? {} : { note: [{ text }] });
  for (const { name, ago, over } of record.problems ?? []) {
    yield made('Condition', { code: { text: name }, clinicalStatus: code(over === undefined ? 'active' : 'resolved'), verificationStatus: code('confirmed'), onsetDateTime: day(ago), ...(over === undefined ? {} : { abatementDateTime: day(over) }) });
  }
  for (const one of record.allergies ?? []) {
    yield made('AllergyIntolerance', {
      code: { text: one.name }, clinicalStatus: code('active'), verificationStatus: code('confirmed'), category: [one.kind], recordedDate: day(one.ago), ...(one.high ? { criticality: 'high' } : {}),
      ...(one.reaction === undefined ? {} : { reaction: [{ manifestation: [{ text: one.reaction }] }] }), ...note(one.note),
    });
  }
  for (const one of record.medicines ?? []) {
    yield made('MedicationRequest', {
      status: one.stopped ? 'stopped' : 'active', intent: 'order', medicationCodeableConcept: { text: one.name }, dosageInstruction: [{ text: one.dosage }], authoredOn: day(one.ago),
      ...(one.reason === undefined ? {} : { reasonCode: [{ text: one.reason }] }), ...note(one.note),
    });
  }
  for (const { name, ago, dose } of record.vaccines ?? []) {
    yield made('Immunization', { status: 'completed', vaccineCode: { text: name }, occurrenceDateTime: day(ago), ...(dose === undefined ? {} : { protocolApplied: [{ doseNumberPositiveInt: dose }] }) });
  }
  for (const { what, values } of record.measured ?? []) {
    const { code: measured, unit } = measurable[what];
    for (const [ago, value] of values) {
      const [upper, lower] = String(value).split('/');
      const parts = lower === undefined ? { valueQuantity: { value, unit } } : {
        component: [{ code: loinc('8480-6', 'Systolic'), valueQuantity: { value: Number(upper), unit } }, { code: loinc('8462-4', 'Diastolic'), valueQuantity: { value: Number(lower), unit } }],
      };
      yield made('Observation', { category: [{ coding: [{ system: CATEGORY, code: 'vital-signs' }] }], code: measured, effectiveDateTime: day(ago), ...parts });
    }
  }
  if (record.plan) {
    const { name, ago, activities, goals } = record.plan;
    yield made('CarePlan', { status: 'active', intent: 'plan', title: name, period: { start: day(ago) }, activity: activities.map((text) => ({ detail: { code: { text }, status: 'in-progress' } })) });
    for (const text of goals) yield made('Goal', { lifecycleStatus: 'active', achievementStatus: code('in-progress'), description: { text }, startDate: day(ago) });
  }
  for (const { name, ago, what, below, unit } of record.aims ?? []) {
    yield made('Goal', { lifecycleStatus: 'active', description: { text: name }, startDate: day(ago), target: [{ measure: { text: what }, detailQuantity: { value: below, unit, comparator: '<' } }] });
  }
  for (const { name, ago, staff, values } of record.results ?? []) {
    const parts = values.map((value) => ({ fhirId: newId(), value }));
    yield made('DiagnosticReport', { category: [{ text: 'Laboratory' }], code: { text: name }, effectiveDateTime: day(ago), issued: day(ago), performer: [{ reference: staffId(staff) }], result: parts.map(({ fhirId }) => ({ reference: fhirId })) });
    for (const { fhirId, value: { name: what, value, unit, code: measured, low, high, flag } } of parts) {
      yield made('Observation', {
        category: [{ coding: [{ system: CATEGORY, code: 'laboratory' }] }], code: measured === undefined ? { text: what } : loinc(measured, what), effectiveDateTime: day(ago), valueQuantity: { value, unit },
        ...(low === undefined || high === undefined ? {} : { referenceRange: [{ low: { value: low, unit }, high: { value: high, unit } }] }), ...(flag === undefined ? {} : { interpretation: [{ text: flag }] }),
      }, fhirId);
    }
  }
}
