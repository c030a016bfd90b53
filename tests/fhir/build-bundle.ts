import { randomUUID } from 'node:crypto';

export interface PersonInFhir {
  readonly id?: string;
  readonly family?: string;
  readonly given?: string;
  readonly birthDate?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly record?: string;
  readonly nationalId?: string;
  /** Added to, or put over, the Patient resource. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** A Patient entry as hospital systems write it; what is not said is random and unlike any other. */
export function patientEntry(person: PersonInFhir = {}): { fullUrl: string; resource: Record<string, unknown> } {
  const id = person.id ?? randomUUID();
  const telecom = [
    person.phone === undefined ? null : { system: 'phone', value: person.phone, use: 'mobile' },
    person.email === undefined ? null : { system: 'email', value: person.email },
  ].filter((point) => point !== null);
  const identifier = [
    { type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MR' }] }, system: 'https://hospital.example', value: person.record ?? `R-${id}` },
    ...(person.nationalId === undefined ? [] : [{ type: { coding: [{ code: 'SS' }] }, system: 'http://hl7.org/fhir/sid/us-ssn', value: person.nationalId }]),
  ];
  return {
    fullUrl: `urn:uuid:${id}`,
    resource: {
      resourceType: 'Patient', id, identifier, telecom,
      name: [{ use: 'official', family: person.family ?? 'Hassan', given: [person.given ?? 'Fatma'] }],
      gender: 'female', birthDate: person.birthDate ?? '1992-05-02', ...person.extra,
    },
  };
}

export function bundleText(entries: readonly object[], type = 'transaction'): string {
  return JSON.stringify({ resourceType: 'Bundle', type, entry: entries });
}
