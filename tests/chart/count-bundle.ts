import * as z from 'zod';

/** What a file says there is, counted without the importer's code: straight from its JSON. */
export interface BundleCounts {
  /** Resource id of its patient. */
  readonly patient: string;
  readonly sections: Readonly<Record<string, number>>;
  readonly results: number;
  readonly values: number;
  /** Claims, and how many of them an ExplanationOfBenefit answers. */
  readonly charges: number;
  readonly answered: number;
}

const concept = z.looseObject({ coding: z.array(z.looseObject({ code: z.string() })) });
const entry = z.looseObject({
  fullUrl: z.string().optional(),
  resource: z.looseObject({ resourceType: z.string(), id: z.string(), category: z.unknown().optional(), result: z.array(z.looseObject({ reference: z.string() })).optional(), component: z.array(z.unknown()).optional(),
    claim: z.looseObject({ reference: z.string() }).optional(),
  }),
});

export function countBundle(text: string): BundleCounts | null {
  const { entry: entries } = z.looseObject({ entry: z.array(entry) }).parse(JSON.parse(text));
  const of = (type: string) => entries.filter(({ resource }) => resource.resourceType === type);
  const patient = of('Patient')[0]?.resource.id;
  if (patient === undefined) return null;
  const categoryOf = (resource: { category?: unknown }): string => z.array(concept).parse(resource.category)[0]?.coding[0]?.code ?? '';
  const inReports = new Set(of('DiagnosticReport').flatMap(({ resource }) => (resource.result ?? []).map(({ reference }) => reference)));
  const free = of('Observation').filter(({ fullUrl }) => !inReports.has(fullUrl ?? ''));
  const alone = free.filter(({ resource }) => categoryOf(resource) === 'laboratory');
  const values = of('Observation').filter(({ fullUrl, resource }) => inReports.has(fullUrl ?? '') || alone.some((one) => one.resource.id === resource.id));
  return {
    patient,
    sections: {
      problems: of('Condition').length, allergies: of('AllergyIntolerance').length, medication: of('MedicationRequest').length, vaccines: of('Immunization').length,
      vitals: free.filter(({ resource }) => categoryOf(resource) === 'vital-signs').length, findings: free.filter(({ resource }) => categoryOf(resource) === 'survey').length,
      visits: of('Encounter').length, procedures: of('Procedure').length, plans: of('CarePlan').length, goals: of('Goal').length,
    },
    charges: of('Claim').length,
    answered: new Set(of('ExplanationOfBenefit').map(({ resource }) => resource.claim?.reference)).size,
    results: of('DiagnosticReport').length + alone.length,
    values: values.reduce((sum, { resource }) => sum + (resource.component?.length ?? 1), 0),
  };
}
