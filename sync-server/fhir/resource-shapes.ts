import * as z from 'zod';

/**
 * What the importer reads of FHIR R4 resources. Loose: what is not named here is neither judged nor lost to a kept
 * resource. `unknown` at the edge, these shapes behind it (STYLE, habits).
 */
const text = z.string();
export const coding = z.looseObject({ system: text.optional(), code: text.optional(), display: text.optional() });
export const codeableConcept = z.looseObject({ text: text.optional(), coding: z.array(coding).optional() });
export const period = z.looseObject({ start: text.optional(), end: text.optional() });
export const identifier = z.looseObject({ use: text.optional(), type: codeableConcept.optional(), system: text.optional(), value: text.optional() });
export const reference = z.looseObject({
  reference: text.optional(),
  identifier: z.looseObject({ system: text.optional(), value: text.optional() }).optional(),
});
const telecom = z.looseObject({ system: text.optional(), value: text.optional(), use: text.optional(), rank: z.unknown().optional(), period: period.optional() });
const address = z.looseObject({
  use: text.optional(), text: text.optional(), line: z.array(text).optional(), city: text.optional(), state: text.optional(),
  postalCode: text.optional(), country: text.optional(), period: period.optional(),
});
const humanName = z.looseObject({
  use: text.optional(), text: text.optional(), family: text.optional(), given: z.array(text).optional(), prefix: z.array(text).optional(),
  period: period.optional(),
});

/** FHIR `date`: a year, a month or a day; a day must exist. */
export const fhirDate = text.check(z.refine((value) => {
  if (value.startsWith('0000')) return false;
  if (/^\d{4}(-(0[1-9]|1[0-2]))?$/.test(value)) return true;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}, 'is no date (YYYY, YYYY-MM or YYYY-MM-DD)'));
export const fhirDateTime = text.check(z.refine((value) => !Number.isNaN(Date.parse(value)) && /^(?!0000)\d{4}/.test(value), 'is no FHIR dateTime'));

export const resource = z.looseObject({
  resourceType: text.regex(/^[A-Z][A-Za-z]{1,63}$/, 'is no FHIR resource type'),
  // FHIR allows 64 characters of [A-Za-z0-9\-.]; generators are freer, so only a bound is kept.
  id: text.min(1).max(256).optional(),
});
export type Resource = z.infer<typeof resource>;
/** Read from resources that have no shape of their own here; anything else counts as none. */
export const identifiersOfKept = z.looseObject({ identifier: z.union([z.array(identifier), identifier]).optional().catch(undefined) });
export type Identifier = z.infer<typeof identifier>;
export type Reference = z.infer<typeof reference>;
export type Telecom = z.infer<typeof telecom>;
export type Address = z.infer<typeof address>;
export type HumanName = z.infer<typeof humanName>;
export type Concept = z.infer<typeof codeableConcept>;

export const shapes = {
  Patient: resource.extend({
    identifier: z.array(identifier).optional(),
    name: z.array(humanName).optional(),
    telecom: z.array(telecom).optional(),
    gender: z.enum(['male', 'female', 'other', 'unknown']).optional(),
    birthDate: fhirDate.optional(),
    deceasedBoolean: z.boolean().optional(),
    deceasedDateTime: fhirDateTime.optional(),
    address: z.array(address).optional(),
    communication: z.array(z.looseObject({ language: codeableConcept, preferred: z.boolean().optional() })).optional(),
  }),
  Practitioner: resource.extend({
    identifier: z.array(identifier).optional(),
    active: z.boolean().optional(),
    name: z.array(humanName).optional(),
    qualification: z.array(z.looseObject({ code: codeableConcept.optional() })).optional(),
  }),
  Organization: resource.extend({
    identifier: z.array(identifier).optional(),
    name: text.optional(),
    telecom: z.array(telecom).optional(),
    address: z.array(address).optional(),
  }),
  Location: resource.extend({
    identifier: z.array(identifier).optional(),
    name: text.optional(),
    telecom: z.array(telecom).optional(),
    address: address.optional(),
  }),
  Encounter: resource.extend({
    identifier: z.array(identifier).optional(),
    status: text.min(1),
    class: coding,
    type: z.array(codeableConcept).optional(),
    subject: reference.optional(),
    reasonCode: z.array(codeableConcept).optional(),
    participant: z.array(z.looseObject({ individual: reference.optional() })).optional(),
    period: z.looseObject({ start: fhirDateTime.optional(), end: fhirDateTime.optional() }).optional(),
    location: z.array(z.looseObject({ location: reference.optional() })).optional(),
    serviceProvider: reference.optional(),
  }),
} as const;

export type ReadType = keyof typeof shapes;
export type Patient = z.infer<typeof shapes.Patient>;
export type Practitioner = z.infer<typeof shapes.Practitioner>;
export type Organization = z.infer<typeof shapes.Organization>;
export type Location = z.infer<typeof shapes.Location>;
export type Encounter = z.infer<typeof shapes.Encounter>;

export const bundle = z.looseObject({
  resourceType: z.literal('Bundle'),
  type: z.string(),
  entry: z.array(z.looseObject({ fullUrl: text.optional(), resource })).optional(),
});

/** Where the patient of a resource that has no table yet is named, in the order FHIR uses most. */
export const patientOfKept = z.looseObject({
  subject: reference.optional().catch(undefined),
  patient: reference.optional().catch(undefined),
  beneficiary: reference.optional().catch(undefined),
});
/** Of a resource that was kept and is only named by another. */
export const conceptOfKept = codeableConcept.optional().catch(undefined);
/** Who asked for what is kept: a ServiceRequest's requester. */
export const orderOfKept = reference.optional().catch(undefined);
