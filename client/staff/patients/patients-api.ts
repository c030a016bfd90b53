import * as z from 'zod/mini';
import { oneTimePasswordAnswer, patientSearchAnswer, type OneTimePasswordAnswer, type PatientSearchAnswer } from '../../../schema/patient-search.ts';
import { refusal, type Refusal } from '../../../schema/outcome.ts';
import { startPatience } from '../../shared/local/patience.ts';

/** `noAnswer`: no network, no server, or something in between answered; what was asked may still have been done. */
export type Asked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal } | { readonly ok: false; readonly refusal: null };

const PATIENCE_MS = 20_000;

async function ask<T>(path: string, shape: z.ZodMiniType<T>, init: RequestInit, signal?: AbortSignal): Promise<Asked<T>> {
  const patience = startPatience(PATIENCE_MS);
  signal?.addEventListener('abort', patience.leave, { once: true });
  try {
    const response = await fetch(path, { credentials: 'same-origin', cache: 'no-store', ...init, signal: patience.signal });
    const body: unknown = await response.json();
    const value = shape.safeParse(body);
    if (response.ok && value.success) return { ok: true, value: value.data };
    const problem = refusal.safeParse(body);
    return { ok: false, refusal: !response.ok && problem.success ? problem.data : null };
  } catch (error) {
    if (error instanceof Error) return { ok: false, refusal: null };
    throw error;
  } finally {
    patience.done();
  }
}

export interface SearchAsked { readonly typed: string; readonly active: boolean; readonly cursor?: string }

export function searchPatients({ typed, active, cursor }: SearchAsked, signal: AbortSignal): Promise<Asked<PatientSearchAnswer>> {
  const query = new URLSearchParams({ q: typed, ...(active ? { portal: 'active' } : {}), ...(cursor === undefined ? {} : { cursor }) });
  return ask(`/api/patients?${query.toString()}`, patientSearchAnswer, { method: 'GET' }, signal);
}

/** Said once: the answer is nowhere kept, here neither. */
export function makeOneTimePassword(patient: string): Promise<Asked<OneTimePasswordAnswer>> {
  return ask(`/api/patients/${encodeURIComponent(patient)}/one-time-password`, oneTimePasswordAnswer, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
}
