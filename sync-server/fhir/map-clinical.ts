import type { Clinical, ClinicalType } from './clinical-shapes.ts';
import type { ClinicalTable } from './clinical-tables.ts';
import { careTimeOf, clip, codeOf, codeText, digitsOf, firstWords, joinNotes, orNull, quantityWords, wordsOf, wordsOrNull } from './clinical-words.ts';
import { goalTargets } from './goal-targets.ts';
import type { Reference } from './resource-shapes.ts';

/** What a mapper may ask of the rest of the record: the name of what a reference points to; '' when it is not known. */
export interface Names {
  readonly nameOf: (reference: Reference & { readonly display?: string | undefined }) => string;
  /** The resource id a reference points to; null: it names none. */
  readonly idOf: (reference: Reference | undefined) => string | null;
}

export interface Mapped {
  readonly table: ClinicalTable;
  /** Entered in error: kept, and shown nowhere. */
  readonly void: boolean;
  readonly columns: Readonly<Record<string, unknown>>;
}

type Mapper<T extends ClinicalType> = (resource: Clinical<T>, names: Names) => Mapped;
const present = <T>(list: readonly (T | undefined)[] | undefined): T[] => (list ?? []).filter((one) => one !== undefined);
const ERROR = 'entered-in-error';
const namesOf = (references: readonly Reference[] | undefined, names: Names): string[] => (references ?? []).map((one) => clip(names.nameOf(one))).filter(Boolean).slice(0, 20);

const condition: Mapper<'Condition'> = (it) => ({
  table: 'condition', void: codeOf(it.verificationStatus) === ERROR,
  columns: {
    name: wordsOf(it.code), clinical: codeOf(it.clinicalStatus), verification: codeOf(it.verificationStatus), severity: wordsOrNull(it.severity),
    onset: careTimeOf(it.onsetDateTime ?? it.onsetPeriod?.start), onset_words: orNull(clip(it.onsetString ?? quantityWords(it.onsetAge))),
    abated: careTimeOf(it.abatementDateTime ?? it.abatementPeriod?.end), recorded: careTimeOf(it.recordedDate), note: joinNotes(it.note),
  },
});

const allergy: Mapper<'AllergyIntolerance'> = (it) => ({
  table: 'allergy_intolerance', void: codeOf(it.verificationStatus) === ERROR,
  columns: {
    name: wordsOf(it.code) || (firstWords(present(it.reaction?.map(({ substance }) => substance))) ?? ''), kinds: (it.category ?? []).map((kind) => codeText(kind)).slice(0, 8),
    criticality: orNull(codeText(it.criticality)), clinical: codeOf(it.clinicalStatus), verification: codeOf(it.verificationStatus),
    reactions: (it.reaction ?? []).slice(0, 20).map(({ manifestation, description, severity }) => ({
      what: clip((manifestation ?? []).map(wordsOf).filter(Boolean).join(', ') || description), severity: orNull(codeText(severity)),
    })),
    onset: careTimeOf(it.onsetDateTime), recorded: careTimeOf(it.recordedDate), last: careTimeOf(it.lastOccurrence), note: joinNotes(it.note),
  },
});

type Dosage = NonNullable<Clinical<'MedicationRequest'>['dosageInstruction']>[number];
/** The prescriber's own words; without any, the parts that were coded, joined and not interpreted. */
function dosageWords(dosage: Dosage): string {
  const own = dosage.text ?? dosage.patientInstruction;
  if (own) return clip(own);
  const repeat = dosage.timing?.repeat;
  const rhythm = repeat?.frequency === undefined ? wordsOf(dosage.timing?.code) : `${repeat.frequency} × / ${digitsOf(repeat.period) ?? ''} ${repeat.periodUnit ?? ''}`;
  return clip([quantityWords(dosage.doseAndRate?.[0]?.doseQuantity), rhythm.trim()].filter(Boolean).join(', '));
}

const medication: Mapper<'MedicationRequest'> = (it, names) => ({
  table: 'medication_request', void: it.status === ERROR,
  columns: {
    name: wordsOf(it.medicationCodeableConcept) || clip(it.medicationReference ? names.nameOf(it.medicationReference) : ''),
    status: codeText(it.status), intent: codeText(it.intent), dosage: (it.dosageInstruction ?? []).map(dosageWords).filter(Boolean).slice(0, 8),
    reason: firstWords(it.reasonCode) ?? namesOf(it.reasonReference, names)[0] ?? null, written: careTimeOf(it.authoredOn), note: joinNotes(it.note),
  },
});

const immunization: Mapper<'Immunization'> = (it) => {
  const dose = it.protocolApplied?.[0];
  return {
    table: 'immunization', void: it.status === ERROR,
    columns: {
      name: wordsOf(it.vaccineCode), status: codeText(it.status), reason: wordsOrNull(it.statusReason), given: careTimeOf(it.occurrenceDateTime),
      dose: orNull(clip(dose?.doseNumberString ?? (dose?.doseNumberPositiveInt === undefined ? '' : String(dose.doseNumberPositiveInt)))),
      note: orNull([joinNotes(it.note) ?? '', clip(it.occurrenceString)].filter(Boolean).join('\n')),
    },
  };
};

const procedure: Mapper<'Procedure'> = (it, names) => ({
  table: 'procedure', void: it.status === ERROR,
  columns: {
    name: wordsOf(it.code), status: codeText(it.status), started: careTimeOf(it.performedDateTime ?? it.performedPeriod?.start), ended: careTimeOf(it.performedPeriod?.end),
    reason: firstWords(it.reasonCode) ?? namesOf(it.reasonReference, names)[0] ?? null, note: joinNotes(it.note),
  },
});

const carePlan: Mapper<'CarePlan'> = (it, names) => ({
  table: 'care_plan', void: it.status === ERROR,
  columns: {
    name: clip(it.title) || (firstWords(it.category) ?? clip(it.description)), status: codeText(it.status), started: careTimeOf(it.period?.start), ended: careTimeOf(it.period?.end),
    activities: (it.activity ?? []).slice(0, 40).map(({ detail, reference }) => ({
      what: wordsOf(detail?.code) || clip(detail?.description) || (reference ? clip(names.nameOf(reference)) : ''), status: orNull(codeText(detail?.status)),
    })),
    problems: namesOf(it.addresses, names), note: joinNotes(it.note),
  },
});

const goal: Mapper<'Goal'> = (it) => ({
  table: 'goal', void: it.lifecycleStatus === ERROR,
  columns: {
    name: wordsOf(it.description), lifecycle: codeText(it.lifecycleStatus), achievement: codeOf(it.achievementStatus), started: careTimeOf(it.startDate),
    due: careTimeOf(it.target?.find(({ dueDate }) => dueDate !== undefined)?.dueDate), targets: goalTargets(it.target), note: joinNotes(it.note),
  },
});

type Money = { readonly value?: unknown; readonly currency?: string | undefined } | undefined;
function charge(it: Clinical<'Claim'> | Clinical<'ExplanationOfBenefit'>, total: Money, patient: Money, explains: string | null): Mapped {
  return {
    table: 'claim', void: it.status === ERROR,
    columns: {
      source: it.resourceType, name: firstWords(present(it.item?.map(({ productOrService }) => productOrService))) ?? wordsOf(it.type), status: codeText(it.status),
      started: careTimeOf(it.billablePeriod?.start ?? it.created), ended: careTimeOf(it.billablePeriod?.end), total: digitsOf(total?.value),
      patient_amount: digitsOf(patient?.value), currency: orNull(codeText(patient?.currency ?? total?.currency)), explains, note: null,
    },
  };
}

/** What the patient owes, only where the source says so in these words (CARIN Blue Button's adjudication categories). */
const owed = ['memberliability', 'patientliability'];
const ofCategory = (it: Clinical<'ExplanationOfBenefit'>, codes: readonly string[]): Money =>
  it.total?.find(({ category }) => category?.coding?.some(({ code }) => codes.includes(code ?? '')))?.amount;

/** Results and observations have a file of their own. */
export const mappers: { readonly [T in Exclude<ClinicalType, 'DiagnosticReport' | 'Observation'>]: Mapper<T> } = {
  Condition: condition, AllergyIntolerance: allergy, MedicationRequest: medication, Immunization: immunization, Procedure: procedure, CarePlan: carePlan, Goal: goal,
  Claim: (it) => charge(it, it.total, undefined, null),
  ExplanationOfBenefit: (it, names) => charge(it, ofCategory(it, ['submitted']), ofCategory(it, owed), names.idOf(it.claim)),
};
