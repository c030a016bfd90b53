import { clinicPublic, type ClinicPublic } from '../../../schema/clinic.ts';

/** What a clinic shows to everybody, kept so that its sign-in page has its face at once and without a network. */
const keyOf = (suffix: string): string => `outpost.clinic.${suffix}`;

export function readClinicCard(suffix: string): ClinicPublic | null {
  try {
    const parsed = clinicPublic.safeParse(JSON.parse(localStorage.getItem(keyOf(suffix)) ?? 'null'));
    return parsed.success ? parsed.data : null;
  } catch {
    return null; // blocked storage or a broken text: it is fetched again
  }
}

export function writeClinicCard(suffix: string, card: ClinicPublic): void {
  try {
    localStorage.setItem(keyOf(suffix), JSON.stringify(card));
  } catch (error) {
    // Blocked or full: the next visit fetches it again.
    if (!(error instanceof DOMException)) throw error;
  }
}
