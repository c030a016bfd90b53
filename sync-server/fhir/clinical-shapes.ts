import * as z from 'zod';
import { codeableConcept as concept, fhirDateTime as dateTime, reference, resource } from './resource-shapes.ts';

/**
 * What is read of the resources that a record shows. Loose, as the others are; an entry that does not fit is kept verbatim,
 * named in the import's report and counted where it would have stood.
 */
const text = z.string();
const notes = z.array(z.looseObject({ text: text.optional() })).optional();
/** A FHIR decimal: a number, or the digits it was written with (parse-json.ts). */
const decimal = z.unknown().refine((value) => value === undefined || typeof value === 'number' || JSON.isRawJSON(value), 'should be number').optional();
const quantity = z.looseObject({ value: decimal, comparator: text.optional(), unit: text.optional(), code: text.optional() });
const concepts = z.array(concept).optional();
const references = z.array(reference.extend({ display: text.optional() })).optional();
const named = z.looseObject({ status: text.min(1) });

const timePeriod = z.looseObject({ start: dateTime.optional(), end: dateTime.optional() });

const measuredShape = {
  valueQuantity: quantity.optional(), valueCodeableConcept: concept.optional(), valueString: text.optional(), valueBoolean: z.boolean().optional(),
  valueInteger: z.number().optional(), valueDateTime: dateTime.optional(), valueTime: text.optional(),
  valueRange: z.looseObject({ low: quantity.optional(), high: quantity.optional() }).optional(),
  valueRatio: z.looseObject({ numerator: quantity.optional(), denominator: quantity.optional() }).optional(),
  valuePeriod: timePeriod.optional(), valueSampledData: z.unknown().optional(),
  dataAbsentReason: concept.optional(), interpretation: concepts,
  referenceRange: z.array(z.looseObject({ low: quantity.optional(), high: quantity.optional(), text: text.optional() })).optional(),
};
const component = z.looseObject({ code: concept, ...measuredShape });
export type Component = z.infer<typeof component>;
export type Quantity = z.infer<typeof quantity>;

export const clinicalShapes = {
  Condition: resource.extend({
    clinicalStatus: concept.optional(), verificationStatus: concept.optional(), severity: concept.optional(), code: concept.optional(),
    onsetDateTime: dateTime.optional(), onsetPeriod: timePeriod.optional(), onsetString: text.optional(), onsetAge: quantity.optional(),
    abatementDateTime: dateTime.optional(), abatementPeriod: timePeriod.optional(), recordedDate: dateTime.optional(), note: notes,
  }),
  AllergyIntolerance: resource.extend({
    clinicalStatus: concept.optional(), verificationStatus: concept.optional(), category: z.array(text).optional(), criticality: text.optional(),
    code: concept.optional(), onsetDateTime: dateTime.optional(), recordedDate: dateTime.optional(), lastOccurrence: dateTime.optional(), note: notes,
    reaction: z.array(z.looseObject({ substance: concept.optional(), manifestation: concepts, description: text.optional(), severity: text.optional() })).optional(),
  }),
  MedicationRequest: resource.extend({
    ...named.shape, intent: text.optional(), medicationCodeableConcept: concept.optional(), medicationReference: reference.extend({ display: text.optional() }).optional(),
    authoredOn: dateTime.optional(), reasonCode: concepts, reasonReference: references, note: notes,
    dosageInstruction: z.array(z.looseObject({
      text: text.optional(), patientInstruction: text.optional(), asNeededBoolean: z.boolean().optional(),
      timing: z.looseObject({ code: concept.optional(), repeat: z.looseObject({ frequency: z.number().optional(), period: decimal, periodUnit: text.optional() }).optional() }).optional(),
      doseAndRate: z.array(z.looseObject({ doseQuantity: quantity.optional() })).optional(),
    })).optional(),
  }),
  Immunization: resource.extend({
    ...named.shape, vaccineCode: concept, occurrenceDateTime: dateTime.optional(), occurrenceString: text.optional(), statusReason: concept.optional(), note: notes,
    protocolApplied: z.array(z.looseObject({ doseNumberPositiveInt: z.number().optional(), doseNumberString: text.optional() })).optional(),
  }),
  Procedure: resource.extend({
    ...named.shape, code: concept.optional(), performedDateTime: dateTime.optional(), performedPeriod: timePeriod.optional(),
    reasonCode: concepts, reasonReference: references, note: notes,
  }),
  CarePlan: resource.extend({
    ...named.shape, title: text.optional(), description: text.optional(), category: concepts, period: timePeriod.optional(), addresses: references, note: notes,
    activity: z.array(z.looseObject({
      detail: z.looseObject({ code: concept.optional(), description: text.optional(), status: text.optional() }).optional(),
      reference: reference.extend({ display: text.optional() }).optional(),
    })).optional(),
  }),
  Goal: resource.extend({
    lifecycleStatus: text.min(1), achievementStatus: concept.optional(), description: concept, startDate: dateTime.optional(), note: notes,
    target: z.array(z.looseObject({
      dueDate: dateTime.optional(), measure: concept.optional(), detailQuantity: quantity.optional(),
      detailRange: z.looseObject({ low: quantity.optional(), high: quantity.optional() }).optional(),
    })).optional(),
  }),
  DiagnosticReport: resource.extend({
    ...named.shape, category: concepts, code: concept, effectiveDateTime: dateTime.optional(), effectivePeriod: timePeriod.optional(), issued: dateTime.optional(),
    conclusion: text.optional(), conclusionCode: concepts, result: references, performer: references, basedOn: references, encounter: reference.optional(),
  }),
  Observation: resource.extend({
    ...named.shape, category: concepts, code: concept, effectiveDateTime: dateTime.optional(), effectivePeriod: timePeriod.optional(), effectiveInstant: dateTime.optional(),
    issued: dateTime.optional(), component: z.array(component).optional(), note: notes, performer: references, basedOn: references, encounter: reference.optional(), ...measuredShape,
  }),
  Claim: resource.extend({
    ...named.shape, type: concept.optional(), billablePeriod: timePeriod.optional(), created: dateTime.optional(),
    item: z.array(z.looseObject({ productOrService: concept.optional() })).optional(),
    total: z.looseObject({ value: decimal, currency: text.optional() }).optional(),
  }),
  ExplanationOfBenefit: resource.extend({
    ...named.shape, claim: reference.optional(), type: concept.optional(), billablePeriod: timePeriod.optional(), created: dateTime.optional(),
    item: z.array(z.looseObject({ productOrService: concept.optional() })).optional(),
    total: z.array(z.looseObject({ category: concept.optional(), amount: z.looseObject({ value: decimal, currency: text.optional() }).optional() })).optional(),
  }),
} as const;

export type ClinicalType = keyof typeof clinicalShapes;
export type Clinical<T extends ClinicalType> = z.infer<(typeof clinicalShapes)[T]>;
export const isClinical = (type: string): type is ClinicalType => Object.hasOwn(clinicalShapes, type);
/** What is named by others goes before what names it. */
export const clinicalTypes = Object.keys(clinicalShapes) as readonly ClinicalType[];
