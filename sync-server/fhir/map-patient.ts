import { emailAddress } from '../../schema/patients.ts';
import { normalizeNationalId } from '../identity/identifiers.ts';
import { readPhone } from '../identity/phone.ts';
import type { Seal } from '../identity/seal.ts';
import { conceptText, pickAddress, pickName, pickTelecom } from './person-parts.ts';
import { fhirIdOf, type Entry } from './read-bundle.ts';
import type { Identifier, Patient } from './resource-shapes.ts';

export interface PatientIdentifier {
  readonly kind: 'national' | 'record' | 'other';
  readonly system: string;
  readonly lookup: string;
  readonly sealed: string;
  readonly last4: string;
}

/** A FHIR Patient as the record keeps it. */
export interface PatientDraft {
  readonly entry: Entry<Patient>;
  readonly name: string;
  readonly given: string;
  readonly family: string;
  readonly birthDate: string | null;
  readonly sex: string | null;
  readonly deceased: boolean;
  readonly address: string | null;
  readonly language: string | null;
  readonly recordNumber: string;
  /** As it came, or E.164 when it is valid and international. */
  readonly phone: string;
  readonly phoneFit: boolean;
  readonly email: string;
  readonly identifiers: readonly PatientIdentifier[];
}

// HL7 v2-0203. MR, PI: a number some institution keeps its own patient under. SS, NI, NNxxx, TAX …: given by a state.
const recordTypes = ['MR', 'PI', 'PT', 'PRN', 'MRT'];
const nationalType = /^(SS|NI|NH|NN[A-Z]{0,3}|TAX|CZ)$/;
const nationalSystem = /us-ssn$|nhs-number$|national/i;

export function mapPatient(entry: Entry<Patient>, seal: Seal): PatientDraft {
  const { resource } = entry;
  const phone = pickTelecom(resource.telecom, 'phone') || pickTelecom(resource.telecom, 'sms');
  const international = readInternationalPhone(phone);
  const email = pickTelecom(resource.telecom, 'email');
  const records = (resource.identifier ?? []).filter((one) => kindOf(one) === 'record' && one.value);
  const record = records.find((one) => one.type?.coding?.some((coding) => coding.code === 'MR')) ?? records[0];
  return {
    entry,
    ...pickName(resource.name),
    birthDate: resource.birthDate?.length === 10 ? resource.birthDate : null,
    sex: resource.gender ?? null,
    deceased: resource.deceasedBoolean === true || resource.deceasedDateTime !== undefined,
    address: pickAddress(resource.address) || null,
    language: languageOf(resource),
    recordNumber: record?.value ?? fhirIdOf(entry),
    phone: international ?? phone,
    phoneFit: international !== null,
    email: emailAddress.safeParse(email).success ? email : '',
    identifiers: mapIdentifiers(resource.identifier ?? [], seal),
  };
}

/**
 * Only what is written with its country code counts (C68). A local number could be read in the clinic's country, but a
 * sign-in code would then go to whoever has that number there; staff complete it, who can ask.
 */
function readInternationalPhone(phone: string): string | null {
  const typed = phone.replace(/^00/, '+');
  return typed.startsWith('+') ? (readPhone(typed, '')?.e164 ?? null) : null;
}

function languageOf(patient: Patient): string | null {
  const spoken = patient.communication ?? [];
  const chosen = spoken.find((one) => one.preferred) ?? spoken[0];
  return chosen ? (chosen.language.coding?.find((code) => code.code)?.code ?? (conceptText(chosen.language) || null)) : null;
}

function kindOf(identifier: Identifier): PatientIdentifier['kind'] {
  const codes = (identifier.type?.coding ?? []).map((coding) => coding.code ?? '');
  if (codes.some((code) => nationalType.test(code))) return 'national';
  if (codes.some((code) => recordTypes.includes(code))) return 'record';
  if (nationalSystem.test(identifier.system ?? '')) return 'national';
  // Untyped: the name its own system gave it. Typed as something else (licence, passport): of no use to find it again.
  return codes.length === 0 ? 'record' : 'other';
}

/** An institution's number may be as short as "7". Letters and digits only, so that what staff type is found. */
export function bareIdentifier(value: string): string {
  return value.normalize('NFKC').toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Kept sealed, found by keyed hash (D17). One lookup whatever the spacing. */
function mapIdentifiers(identifiers: readonly Identifier[], seal: Seal): PatientIdentifier[] {
  const mapped = new Map<string, PatientIdentifier>();
  for (const identifier of identifiers) {
    const kind = kindOf(identifier);
    const bare = kind === 'national' ? normalizeNationalId(identifier.value ?? '') : bareIdentifier(identifier.value ?? '');
    if (bare === null || bare === '') continue;
    const system = identifier.system ?? '';
    const lookup = seal.lookup(bare);
    const last4 = bare.slice(-4);
    mapped.set(`${system} ${lookup}`, { kind, system, lookup, sealed: seal.seal(identifier.value ?? ''), last4 });
  }
  return [...mapped.values()];
}
