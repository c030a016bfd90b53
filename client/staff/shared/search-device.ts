import type { ViewReader } from '../../../schema/request-definition.ts';
import { readEntry } from '../../../schema/request-definition.ts';
import { foldText } from '../../../schema/fold-text.ts';
import { contactEntry, identityEntry, portalEntry } from '../../../schema/patients.ts';
import type { PatientFound } from '../../../schema/patient-search.ts';
import { viewName } from '../../../schema/view-names.ts';

const PERSON = /^person\/([A-Za-z0-9_-]{22})$/;

/** Patients whose person view this device holds. */
export function patientsHeld(held: Iterable<string>): string[] {
  return [...held].flatMap((name) => PERSON.exec(name)?.[1] ?? []);
}

/** One of them as a search result; null while the view is not read yet. */
export function readHeld(views: ViewReader, patient: string): PatientFound | null {
  const view = viewName.person(patient);
  const identity = readEntry(views, view, 'identity', 'identity', identityEntry);
  if (!identity) return null;
  const phone = readEntry(views, view, 'contact', 'phone', contactEntry);
  return {
    id: patient, name: identity.name, birthDate: identity.birthDate, recordNumber: identity.recordNumber,
    phone: phone?.register.value ?? '', phoneFit: phone?.fit ?? false, portal: readEntry(views, view, 'portal', 'portal', portalEntry)?.state ?? 'none',
  };
}

/**
 * As the server searches, without its typos: every typed word begins a word of the name, or its digits stand in birth date,
 * record number or phone.
 */
export function matchesTyped(found: PatientFound, typed: string): boolean {
  const names = foldText(found.name).split(' ');
  const bare = (text: string): string => foldText(text).replaceAll(' ', '');
  const numbers = [found.birthDate ?? '', found.recordNumber, found.phone].map(bare);
  const whole = bare(typed);
  if (whole === '' || (/\d/.test(whole) && numbers.some((number) => number.includes(whole.replace(/^0+/, ''))))) return true;
  return foldText(typed).split(' ').every((word) =>
    /\d/.test(word) ? numbers.some((number) => number.includes(word)) : names.some((name) => name.startsWith(word)));
}
