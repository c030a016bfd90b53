import { oneTimePasswordAnswer, patientSearchAnswer, type OneTimePasswordAnswer, type PatientSearchAnswer } from '../../../schema/patient-search.ts';
import { askClinic, type Asked } from '../shared/ask-clinic.ts';

export interface SearchAsked { readonly typed: string; readonly active: boolean; readonly cursor?: string }

export function searchPatients({ typed, active, cursor }: SearchAsked, signal: AbortSignal): Promise<Asked<PatientSearchAnswer>> {
  const query = new URLSearchParams({ q: typed, ...(active ? { portal: 'active' } : {}), ...(cursor === undefined ? {} : { cursor }) });
  return askClinic(`/api/patients?${query.toString()}`, patientSearchAnswer, { method: 'GET' }, signal);
}

/** Said once: the answer is nowhere kept, here neither. */
export function makeOneTimePassword(patient: string): Promise<Asked<OneTimePasswordAnswer>> {
  return askClinic(`/api/patients/${encodeURIComponent(patient)}/one-time-password`, oneTimePasswordAnswer, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
}
