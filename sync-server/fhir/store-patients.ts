import { sql } from 'drizzle-orm';
import { newId } from '../../schema/ids.ts';
import { initialRegister } from '../../schema/merge.ts';
import { viewName } from '../../schema/view-names.ts';
import { jsonParam, type Tx } from '../record/database.ts';
import { consultTouches } from '../shared/consult-touches.ts';
import { weekTouches } from '../shared/week-touches.ts';
import { touch, type Touch } from '../record/touch.ts';
import { foldText } from '../../schema/fold-text.ts';
import { refreshSearch } from '../shared/patient-search.ts';
import { findRows, rowOf, writeKeys } from './fhir-keys.ts';
import { countsOf, refuseEntry, type FileReport } from './file-report.ts';
import { inSteps, type ImportTarget } from './import-step.ts';
import { mapPatient, type PatientDraft } from './map-patient.ts';
import { fhirIdOf, type ReadBundle } from './read-bundle.ts';

/** The patient's own row, identifiers, keys, the words of a name, touches of three sections and of open work. */
const rowsOf = (draft: PatientDraft) => 12 + draft.identifiers.length + draft.entry.ids.length;

export async function storePatients(target: ImportTarget, bundle: ReadBundle, report: FileReport): Promise<void> {
  const drafts = bundle.Patient.map((entry) => mapPatient(entry, target.seal));
  await inSteps(target, drafts, (draft) => ({ rows: rowsOf(draft), bytes: 0 }), async (tx, chunk) => {
    const changed: string[] = [];
    for (const draft of chunk) {
      const row = await storePatient(tx, target, draft, report);
      if (row !== null) changed.push(row);
    }
    await refreshSearch(tx, changed);
  });
}

/** The row when something of it is new; null when nothing is, or the entry was refused. */
async function storePatient(tx: Tx, target: ImportTarget, draft: PatientDraft, report: FileReport): Promise<string | null> {
  const refused = { entry: draft.entry.index, type: 'Patient' };
  const matches = await findMatches(tx, target.clinic, draft);
  const match = matches[0];
  if (matches.length > 1) return refuse(report, { ...refused, reason: 'severalMatches' });
  if (match && isSomeoneElse(match, draft)) return refuse(report, { ...refused, reason: 'otherPerson' });
  if (!match && draft.name === '') return refuse(report, { ...refused, reason: 'noName' });

  const row = match?.id ?? newId();
  const counts = countsOf(report, 'Patient');
  if (!match) await insertPatient(tx, target, row, draft);
  const changed = match ? await updatePatient(tx, target, row, draft) : true;
  counts[match ? (changed ? 'updated' : 'unchanged') : 'added'] += 1;
  await writeKeys(tx, target.clinic, 'Patient', draft.entry.ids.map((key) => ({ key, row })));
  await writeIdentifiers(tx, target.clinic, row, draft, report);
  if (changed) await touch(tx, [...personTouches(row), ...(match ? await namedElsewhere(tx, target.clinic, row) : [])]);
  const [stored] = await tx.query<{ phone_fit: boolean }>(sql`select phone_fit from patient where id = ${row}`);
  if (!stored?.phone_fit) report.phoneNotFit += 1;
  return changed ? row : null;
}

function refuse(report: FileReport, refused: Parameters<typeof refuseEntry>[1]): null {
  refuseEntry(report, refused);
  return null;
}

interface Match {
  readonly id: string;
  readonly family: string;
  readonly given: string;
  readonly birth_date: string | null;
  /** An institution's number says so, not only a resource id. */
  readonly by_number: boolean;
  /** One institution knows the two under different numbers. */
  readonly other_number: boolean;
}

/**
 * Whom the record already has under this patient's resource id, record number or an institution's number. A national id
 * does not count: two people with one are two people until a person has looked.
 */
async function findMatches(tx: Tx, clinic: string, draft: PatientDraft): Promise<Match[]> {
  const known = await findRows(tx, clinic, 'Patient', draft.entry.ids);
  const numbers = draft.identifiers.filter((one) => one.kind === 'record').map(({ system, lookup }) => ({ system, lookup }));
  return tx.query<Match>(sql`
    with said as (select n.system, n.lookup from jsonb_to_recordset(${JSON.stringify(numbers)}::jsonb) as n(system text, lookup text)),
      same as (select i.patient_id from patient_identifier i join said n on n.system = i.system and n.lookup = i.lookup)
    select p.id, p.family, p.given, p.birth_date, (p.record_number = ${draft.recordNumber} or p.id in (select patient_id from same)) as by_number,
      exists (select 1 from patient_identifier i join said n on n.system = i.system and n.lookup <> i.lookup
        where i.patient_id = p.id and i.kind = 'record') as other_number
    from patient p
    where p.clinic_id = ${clinic}
      and (p.id = ${rowOf(known, draft.entry.ids)} or p.record_number = ${draft.recordNumber} or p.id in (select patient_id from same))
    for update of p`);
}

/**
 * A number or id used twice by mistake would write one person's record over another's. One thing that differs may be a
 * correction or a marriage; of family name, first name and birth date two do not change at once: a brother is somebody else.
 */
function isSomeoneElse(match: Match, draft: PatientDraft): boolean {
  if (!match.by_number && match.other_number) return true;
  const other = (here: string, there: string): boolean => here !== '' && there !== '' && here !== there;
  const first = (given: string): string => foldText(given).split(' ')[0] ?? '';
  const differing = [
    match.birth_date !== null && draft.birthDate !== null && match.birth_date !== draft.birthDate,
    other(foldText(match.family), foldText(draft.family)),
    other(first(match.given), first(draft.given)),
  ];
  return differing.filter(Boolean).length > 1;
}

async function insertPatient(tx: Tx, target: ImportTarget, row: string, draft: PatientDraft): Promise<void> {
  const imported = (value: string) => jsonParam({ ...initialRegister(value), at: target.now() });
  await tx.query(sql`
    insert into patient (id, clinic_id, name, given, family, birth_date, sex, deceased, address, language, record_number, phone, email, phone_fit, fhir_id)
    values (${row}, ${target.clinic}, ${draft.name}, ${draft.given}, ${draft.family}, ${draft.birthDate}::date, ${draft.sex}, ${draft.deceased}, ${draft.address},
      ${draft.language}, ${draft.recordNumber}, ${imported(draft.phone)}, ${imported(draft.email)}, ${draft.phoneFit}, ${fhirIdOf(draft.entry)})`);
}

/**
 * What a file says anew, where it says anything. Phone and e-mail change only while nobody has set them in the app (a stamp
 * of 0 says so) and nobody signs in with them: a file must not send someone's sign-in codes to another phone.
 */
async function updatePatient(tx: Tx, target: ImportTarget, row: string, draft: PatientDraft): Promise<boolean> {
  const mayWrite = (field: 'phone' | 'email', value: string) => sql`
    (${value} <> '' and (p.${sql.raw(field)} ->> 'stamp')::bigint = 0 and p.${sql.raw(field)} ->> 'value' <> ${value}
      and not exists (select 1 from account a where a.kind = 'patient' and a.patient_id = p.id))`;
  const imported = (value: string) => jsonParam({ ...initialRegister(value), at: target.now() });
  const rows = await tx.query(sql`
    with said as (
      select p.id, coalesce(nullif(${draft.name}, ''), p.name) as name, coalesce(nullif(${draft.given}, ''), p.given) as given,
        coalesce(nullif(${draft.family}, ''), p.family) as family, coalesce(${draft.birthDate}::date, p.birth_date) as birth_date,
        coalesce(${draft.sex}::text, p.sex) as sex, (p.deceased or ${draft.deceased}) as deceased, coalesce(${draft.address}::text, p.address) as address,
        coalesce(${draft.language}::text, p.language) as language,
        case when ${mayWrite('phone', draft.phone)} then ${imported(draft.phone)} else p.phone end as phone,
        case when ${mayWrite('phone', draft.phone)} then ${draft.phoneFit} else p.phone_fit end as phone_fit,
        case when ${mayWrite('email', draft.email)} then ${imported(draft.email)} else p.email end as email
      from patient p where p.id = ${row})
    update patient p set name = s.name, given = s.given, family = s.family, birth_date = s.birth_date, sex = s.sex, deceased = s.deceased,
      address = s.address, language = s.language, phone = s.phone, phone_fit = s.phone_fit, email = s.email
    from said s where p.id = s.id and
      (p.name, p.given, p.family, p.birth_date, p.sex, p.deceased, p.address, p.language, p.phone, p.phone_fit, p.email) is distinct from
      (s.name, s.given, s.family, s.birth_date, s.sex, s.deceased, s.address, s.language, s.phone, s.phone_fit, s.email)
    returning p.id`);
  return rows.length > 0;
}

async function writeIdentifiers(tx: Tx, clinic: string, row: string, draft: PatientDraft, report: FileReport): Promise<void> {
  await tx.query(sql`
    insert into patient_identifier (patient_id, system, lookup, sealed, last4, kind)
    select ${row}, i.system, i.lookup, i.sealed, i.last4, i.kind
    from jsonb_to_recordset(${JSON.stringify(draft.identifiers)}::jsonb) as i(system text, lookup text, sealed text, last4 text, kind text)
    on conflict do nothing`);
  const national = draft.identifiers.filter((one) => one.kind === 'national').map((one) => one.lookup);
  if (national.length === 0) return;
  const shared = await tx.query(sql`
    select 1 from patient_identifier i join patient p on p.id = i.patient_id
    where i.kind = 'national' and i.lookup in ${national} and p.clinic_id = ${clinic} and p.id <> ${row} limit 1`);
  if (shared.length > 0) report.sameNationalId += 1;
}

function personTouches(patient: string): Touch[] {
  const view = viewName.person(patient);
  return [
    { view, section: 'identity', entry: 'identity' }, { view, section: 'contact', entry: 'phone' },
    { view, section: 'contact', entry: 'email' }, { view, section: 'portal', entry: 'portal' },
  ];
}

/** Where else the name of a patient stands: open work, and the selector of whoever acts for them. */
async function namedElsewhere(tx: Tx, clinic: string, patient: string): Promise<Touch[]> {
  const threads = await tx.query<{ id: string }>(sql`select id from thread where patient_id = ${patient} and state <> 'closed' limit 200`);
  const accounts = await tx.query<{ id: string }>(sql`
    select id from account where kind = 'patient' and patient_id = ${patient} union select account_id from proxy_grant where patient_id = ${patient} and revoked_at is null`);
  const [visit] = await tx.query(sql`select 1 from consult where patient_id = ${patient} limit 1`);
  return [
    ...(visit ? consultTouches(clinic, patient) : []),
    ...await weekTouches(tx, { patients: [patient] }),
    ...threads.map(({ id }) => ({ view: viewName.queue(clinic, 'messages'), section: 'items', entry: id })),
    ...accounts.map(({ id }) => ({ view: viewName.account(id), section: 'self', entry: 'self' })),
  ];
}
