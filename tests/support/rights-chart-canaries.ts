import { sql } from 'drizzle-orm';
import type { ViewKindName } from '../../schema/view-kinds.ts';
import { importBundle } from '../../sync-server/fhir/import-bundle.ts';
import { createSeal } from '../../sync-server/identity/seal.ts';
import { jsonParam, type Database } from '../../sync-server/record/database.ts';
import type { Place } from './rights-people.ts';

type Plant = (field: string, readers: readonly ViewKindName[]) => string;
const categories = 'http://terminology.hl7.org/CodeSystem/observation-category';

/**
 * A patient's history as another system sends it, through the importer: what a patient may read goes to record/, results by
 * whatever road they come only to chart/ and to whoever decides on them, and what is only kept to nobody.
 */
export async function plantChart(database: Database, place: Place, plant: Plant): Promise<void> {
  const { clinic, patient } = place;
  await database.query(sql`insert into fhir_key (clinic_id, type, key, row_id) values (${clinic}, 'Patient', ${`id:${patient}`}, ${patient})`);
  const seen = (field: string): string => plant(field, ['record']);
  const staffOnly = (field: string): string => plant(field, ['chart']);
  const gated = (field: string): string => plant(field, ['chart', 'delivery']);
  const billed = (field: string): string => plant(field, ['billing']);
  const nobody = (field: string): string => plant(field, []);
  const concept = (text: string): object => ({ text });
  const subject = { reference: `Patient/${patient}` };
  const category = (...codes: string[]): object[] => [{ coding: codes.map((code) => ({ system: categories, code })) }];
  let count = 0;
  const resource = (resourceType: string, body: object): object => ({ resource: { resourceType, id: `${resourceType}-${(count += 1)}`, status: 'final', subject, ...body } });
  const value = (name: string): object => ({ code: concept(gated(`${name}.name`)), valueString: gated(`${name}.value`) });
  const reported = [
    resource('Observation', { id: 'in-report', category: category('laboratory'), ...value('laboratory'), interpretation: [concept(gated('laboratory.flag'))], referenceRange: [{ text: gated('laboratory.range') }] }),
    // Called a vital sign, and named by a report: the report decides.
    resource('Observation', { id: 'vital-in-report', category: category('vital-signs'), ...value('reported vital') }),
  ];
  const entries = [
    { resource: { resourceType: 'Practitioner', id: 'seen-by', name: [{ text: staffOnly('visit.who') }] } },
    resource('Encounter', { class: { code: 'AMB' }, type: [concept(seen('visit.name'))], reasonCode: [concept(seen('visit.reason'))], participant: [{ individual: { reference: 'Practitioner/seen-by' } }] }),
    resource('Condition', { code: concept(seen('problem.name')), note: [{ text: staffOnly('problem.note') }] }),
    resource('AllergyIntolerance', { subject: undefined, patient: subject, code: concept(seen('allergy.name')), reaction: [{ manifestation: [concept(seen('allergy.reaction'))] }], note: [{ text: staffOnly('allergy.note') }] }),
    resource('MedicationRequest', {
      intent: 'order', medicationCodeableConcept: concept(seen('medication.name')), dosageInstruction: [{ text: seen('medication.dosage') }], note: [{ text: staffOnly('medication.note') }],
      // The name of what it is given for may be a result's value.
      reasonReference: [{ reference: 'Observation/in-report', display: nobody('medication.reason') }],
    }),
    resource('Immunization', { subject: undefined, patient: subject, vaccineCode: concept(seen('vaccine.name')) }),
    resource('Procedure', { code: concept(seen('procedure.name')) }),
    resource('CarePlan', { intent: 'plan', title: seen('plan.name'), activity: [{ detail: { code: concept(seen('plan.activity')) } }] }),
    resource('Goal', { lifecycleStatus: 'active', description: concept(seen('goal.name')) }),
    resource('Observation', { category: category('vital-signs'), code: concept(seen('vital.name')), valueString: seen('vital.value'), note: [{ text: staffOnly('vital.note') }] }),
    resource('Observation', { category: category('social-history'), code: concept(seen('finding.name')), valueString: seen('finding.value') }),
    ...reported,
    resource('DiagnosticReport', {
      code: concept(gated('report.name')), conclusion: gated('report.conclusion'), result: [{ reference: 'Observation/in-report' }, { reference: 'Observation/vital-in-report' }],
    }),
    resource('Observation', { category: category('laboratory'), ...value('alone') }),
    resource('Observation', { category: category('laboratory'), effectiveDateTime: '2020-02-02', ...value('long ago') }),
    resource('Observation', { ...value('uncategorized') }),
    resource('Observation', { category: category('vital-signs', 'laboratory'), ...value('both') }),
    resource('Observation', { category: [...category('social-history'), { text: 'Laboratory' }], ...value('both in words') }),
    resource('Condition', { id: 'broken', code: 'no concept', note: [{ text: nobody('unread.note') }] }),
    resource('Condition', { verificationStatus: { coding: [{ code: 'entered-in-error' }] }, code: concept(nobody('error.name')) }),
    resource('Claim', { subject: undefined, patient: subject, item: [{ productOrService: concept(billed('claim.item')) }] }),
    resource('DocumentReference', { description: nobody('document.description') }),
  ];
  const report = await importBundle(
    { database, clinic, seal: createSeal('the planter\'s own secret, of no other use'), now: Date.now, faultPoint: () => undefined },
    'planted.json', JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry: entries }),
  );
  const refused = [report.broken, ...report.refused].filter(Boolean);
  if (refused.length > 0 || report.unreadCount !== 1) throw new Error(`The planted history did not come in: ${JSON.stringify({ refused, unread: report.unread })}`);
  // One was given to the patient and has changed since; one is held.
  const given = (field: string): string => plant(`given.${field}`, ['results']);
  const measured = { name: given('value.name'), code: null, value: given('value'), number: null, unit: '', missing: null, flags: [given('flag')], ranges: [] };
  const released = { name: plant('given.name', ['results', 'delivery']), category: given('category'), status: 'final', at: '2024-05-02', issued: null, conclusion: given('conclusion'), values: [measured], more: 0 };
  await database.query(sql`
    update result set state = 'correcting', released = ${jsonParam(released)} || jsonb_build_object('id', id), released_at = now(), released_by = ${gated('given.by')}, released_revision = 0,
      released_words = ${jsonParam({ by: given('words.by'), title: given('words.title'), text: given('words') })}
    where patient_id = ${patient} and source = 'DiagnosticReport'`);
  await database.query(sql`
    update result set state = 'held', hold_until = now() + interval '3 days', held_at = now(), hold_by = ${plant('hold.by', ['delivery'])}, hold_reason = ${plant('hold.reason', ['delivery'])}
    where id = (select id from result where patient_id = ${patient} and source = 'Observation' and not void and not history order by id limit 1)`);
}
