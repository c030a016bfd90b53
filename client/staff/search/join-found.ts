import type { Indexed } from './search-index.ts';
import type { ClinicFound } from './use-clinic-search.ts';

export interface Hit extends Indexed {
  /** Where it was found: the clinic's own answer counts for more. */
  readonly where: 'device' | 'clinic';
}

/** The clinic's answer, and behind it what only this device has (it takes accents off, and holds what is not sent). */
export function joinFound(clinic: ClinicFound | null, device: readonly Indexed[]): { readonly patients: readonly Hit[]; readonly messages: readonly Hit[] } {
  const there: Hit[] = [
    ...(clinic?.patients ?? []).map((one): Hit => ({
      kind: 'patient', id: one.id, patient: one.id, thread: '', name: one.name, subject: '', text: [one.recordNumber, one.birthDate ?? '', one.phone].filter((part) => part !== '').join(', '), at: 0, where: 'clinic',
    })),
    ...(clinic?.messages.found ?? []).map((one): Hit => ({ ...one, where: 'clinic' })),
  ];
  const known = new Set(there.map(({ kind, id }) => `${kind}.${id}`));
  const here = device.filter(({ kind, id }) => !known.has(`${kind}.${id}`)).map((one): Hit => ({ ...one, where: 'device' }));
  const all = [...there, ...here];
  return { patients: all.filter(({ kind }) => kind === 'patient'), messages: all.filter(({ kind }) => kind !== 'patient') };
}
